import { isObject, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';
import type { Defect, SourceLine } from '../openapi/contract.ts';
import { own } from './document-view.ts';
import { endlessSchemas } from './infinite-schemas.ts';
import { places } from './openapi-fields.ts';
import { pointerOfReference, resolve } from './resolve.ts';

/** What is wrong with a document, in words, and where. */
type Complaint = { at: SchemaPointer; says: string };

/** What would make every verdict doubtful, though no schema forbids it. */
const rules: readonly ((document: JsonObject) => Iterable<Complaint>)[] = [
  duplicateOperationIds,
  strayMappings,
  unknownSecurity,
  brokenPatterns,
  endless,
];

/** The defects beyond OpenAPI's own schema that keep the document from being a contract. */
export function fatalDefects(document: JsonObject, sourceOf: (at: SchemaPointer) => SourceLine): Defect[] {
  return rules.flatMap((rule) =>
    [...rule(document)].map(({ at, says }) => ({
      schemaPointer: at,
      source: sourceOf(at),
      description: says,
    })),
  );
}

function* duplicateOperationIds(document: JsonObject): Generator<Complaint> {
  const seen = new Map<string, SchemaPointer>();
  for (const { kind, value, at } of places(document)) {
    const id = kind === 'operation' ? own(value, 'operationId') : undefined;
    if (typeof id !== 'string') continue;
    const first = seen.get(id);
    if (first)
      yield { at: joinPointer(at, 'operationId'), says: `is the operationId \`${id}\` of ${first} again` };
    seen.set(id, first ?? at);
  }
}

/** OpenAPI 3.1.1 section 4.8.25: a mapping leads from tags to the names or URIs of schemas. */
function* strayMappings(document: JsonObject): Generator<Complaint> {
  for (const { kind, value, at } of places(document)) {
    const discriminator = kind === 'schema' ? own(value, 'discriminator') : undefined;
    const mapping = isObject(discriminator) ? discriminator.mapping : undefined;
    if (!isObject(mapping)) continue;
    for (const [tag, target] of Object.entries(mapping)) {
      const says = wrongMapping(document, target);
      if (says) yield { at: joinPointer(at, 'discriminator', 'mapping', tag), says };
    }
  }
}

function wrongMapping(document: JsonObject, target: unknown): string | undefined {
  if (typeof target !== 'string') return 'is a value of a discriminator mapping and not a string';
  const named: SchemaPointer = joinPointer('#', 'components', 'schemas', target);
  const pointer = pointerOfReference(target) ?? named;
  return resolve(document, pointer) ? undefined : `maps to ${target}, which leads nowhere`;
}

function* unknownSecurity(document: JsonObject): Generator<Complaint> {
  const holders = [...places(document)].filter(({ kind }) => kind === 'document' || kind === 'operation');
  for (const { value, at } of holders) {
    const requirements = own(value, 'security');
    if (!Array.isArray(requirements)) continue;
    for (const [index, requirement] of requirements.entries())
      for (const name of isObject(requirement) ? Object.keys(requirement) : [])
        if (!resolve(document, joinPointer('#', 'components', 'securitySchemes', name)))
          yield {
            at: joinPointer(at, 'security', index, name),
            says: `names the security scheme \`${name}\`, which is not defined`,
          };
  }
}

/** Patterns are ECMA-262 regular expressions; those that only Annex B reads are a lesser defect. */
function* brokenPatterns(document: JsonObject): Generator<Complaint> {
  for (const { kind, value, at } of places(document)) {
    const pattern = kind === 'schema' ? own(value, 'pattern') : undefined;
    if (typeof pattern === 'string' && !compiles(pattern, 'u') && !compiles(pattern, ''))
      yield { at: joinPointer(at, 'pattern'), says: 'is not a regular expression of ECMA-262' };
  }
}

function* endless(document: JsonObject): Generator<Complaint> {
  for (const at of endlessSchemas(document))
    yield { at, says: 'is a schema that asks itself about the same value, without end' };
}

/** Whether a pattern is a regular expression under a flag. */
export function compiles(pattern: string, flag: 'u' | ''): boolean {
  try {
    return Boolean(new RegExp(pattern, flag));
  } catch {
    return false;
  }
}
