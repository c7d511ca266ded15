import { isObject, type Json, joinPointer, type SchemaPointer } from '../json.ts';
import type { Contract, Defect } from '../openapi/contract.ts';
import { own } from './document-view.ts';
import { compiles } from './fatal-defects.ts';
import { type Place, places } from './openapi-fields.ts';
import { referenceOf, resolve } from './resolve.ts';

/** What is wrong at a place, in words. */
type Complaint = { at: SchemaPointer; says: string };

/** A statement about documents, and what contradicts it at one of the document's objects. */
export interface ContractRule {
  name: string;
  /** A present-tense fact. */
  says: string;
  complaints(contract: Contract, place: Place): Iterable<Complaint>;
}

/** What is wrong in a document that can be tested all the same. */
export const contractRules: readonly ContractRule[] = [
  { name: 'examples', says: 'every published example fits its schema', complaints: wrongExamples },
  { name: 'defaults', says: 'every default fits its schema', complaints: wrongDefaults },
  { name: 'required', says: 'every required name is a property', complaints: unknownRequired },
  { name: 'enums', says: 'no enum lists a value twice', complaints: repeatedEnum },
  {
    name: 'patterns',
    says: 'every pattern is a Unicode regular expression of ECMA-262',
    complaints: looseUnicode,
  },
  { name: 'path-parameters', says: 'every name in a path is a parameter', complaints: undescribedParameters },
];

/** What contradicts one statement about the document. */
export function defectsAgainst({ complaints }: ContractRule, contract: Contract): Defect[] {
  const defects: Defect[] = [];
  for (const place of places(contract.document))
    for (const { at, says } of complaints(contract, place))
      defects.push({ schemaPointer: at, source: contract.locate(at), description: says });
  return defects;
}

/** All that is wrong in the document, though it can be tested. */
export function defectsOf(contract: Contract): Defect[] {
  return contractRules.flatMap((rule) => defectsAgainst(rule, contract));
}

/** What is wrong with a value at a schema, in either direction: an example may be of a request or of a response. */
function whyNot(contract: Contract, schema: SchemaPointer, value: Json): string | undefined {
  const [first] = contract.validator(schema, 'request')(value);
  const [second] = first ? contract.validator(schema, 'response')(value) : [];
  return second && `does not fit its schema: ${second.instancePointer || 'the value'} ${second.message}`;
}

function* wrongExamples(contract: Contract, { kind, value, at }: Place): Generator<Complaint> {
  const schema = schemaOf(contract, { kind, value, at });
  if (schema === undefined) return;
  for (const [example, pointer] of examplesOf(contract, value, at)) {
    const says = whyNot(contract, schema, example);
    if (says) yield { at: pointer, says };
  }
}

/** The schema that the examples of an object are examples of. */
function schemaOf({ document }: Contract, { kind, value, at }: Place): SchemaPointer | undefined {
  if (referenceOf(value) !== undefined) return undefined;
  if (kind === 'schema') return at;
  if (kind !== 'mediaType' && kind !== 'parameter' && kind !== 'header') return undefined;
  return resolve(document, joinPointer(at, 'schema'))?.at;
}

/** `example` and `examples`: a list in a schema, elsewhere a map of objects that hold the value. */
function* examplesOf(
  { document }: Contract,
  holder: Place['value'],
  at: SchemaPointer,
): Generator<[Json, SchemaPointer]> {
  const example = own(holder, 'example');
  if (example !== undefined) yield [example, joinPointer(at, 'example')];
  const examples = own(holder, 'examples');
  if (Array.isArray(examples))
    for (const [index, item] of examples.entries()) yield [item, joinPointer(at, 'examples', index)];
  if (!isObject(examples)) return;
  for (const name of Object.keys(examples)) {
    const found = resolve(document, joinPointer(at, 'examples', name, 'value'));
    if (found) yield [found.value, found.at];
  }
}

function* wrongDefaults(contract: Contract, { kind, value, at }: Place): Generator<Complaint> {
  const preset = kind === 'schema' ? own(value, 'default') : undefined;
  const says = preset === undefined ? undefined : whyNot(contract, at, preset);
  if (says) yield { at: joinPointer(at, 'default'), says };
}

/** A branch may require what another describes: only a schema that describes its object alone is asked. */
function* unknownRequired(_: Contract, { kind, value, at }: Place): Generator<Complaint> {
  const { required, properties } = value;
  if (kind !== 'schema' || !Array.isArray(required) || !isObject(properties) || isBranch(at)) return;
  if (['allOf', 'anyOf', 'oneOf', 'if', 'patternProperties'].some((keyword) => keyword in value)) return;
  for (const [index, name] of required.entries())
    if (!Object.hasOwn(properties, String(name)))
      yield { at: joinPointer(at, 'required', index), says: `requires \`${name}\`, which is no property` };
}

const isBranch = (at: SchemaPointer): boolean => /\/((allOf|anyOf|oneOf)\/\d+|not|if|then|else)$/.test(at);

function* repeatedEnum(_: Contract, { kind, value, at }: Place): Generator<Complaint> {
  const values = kind === 'schema' ? own(value, 'enum') : undefined;
  if (!Array.isArray(values)) return;
  const seen = new Set<string>();
  for (const [index, item] of values.entries()) {
    const key = JSON.stringify(item);
    if (seen.has(key)) yield { at: joinPointer(at, 'enum', index), says: `lists ${key} again` };
    seen.add(key);
  }
}

function* looseUnicode(_: Contract, { kind, value, at }: Place): Generator<Complaint> {
  const pattern = kind === 'schema' ? own(value, 'pattern') : undefined;
  if (typeof pattern === 'string' && !compiles(pattern, 'u'))
    yield { at: joinPointer(at, 'pattern'), says: 'is a regular expression only without the flag `u`' };
}

function* undescribedParameters(contract: Contract, { kind, at }: Place): Generator<Complaint> {
  const operation =
    kind === 'operation' ? contract.operations.find((known) => known.schemaPointer === at) : undefined;
  const described = operation?.parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name }) => name);
  for (const [, name = ''] of operation?.path.matchAll(/\{([^{}]+)\}/g) ?? [])
    if (!described?.includes(name))
      yield { at, says: `has \`{${name}}\` in its path, but no such parameter` };
}
