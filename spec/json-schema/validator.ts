import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { type InstancePointer, type JsonObject, joinPointer, type SchemaPointer, valueAt } from '../json.ts';
import { lazy } from '../memoize.ts';
import type { SchemaError, Validate } from '../openapi/contract.ts';
import { type Rewriting, rewrite, UnusableSchema } from './ajv-schema.ts';
import { isMultipleOf } from './decimal.ts';
import { formats } from './formats/formats.ts';
import { matcher } from './regular-expressions/matcher.ts';
import type { Direction } from './schema.ts';

/** ajv for one direction of one document: each schema is given to it when first asked for, under a name of our own. */
interface Side {
  ajv: Ajv2020;
  rewriting: Rewriting;
  validators: Map<SchemaPointer, Validate>;
}

/**
 * Makes the validators of a document. A place is compiled when first asked for, with what it refers to and nothing else;
 * names of ours stand for pointers, so that no name in a stranger's document means anything to ajv.
 */
export function createValidator(
  document: JsonObject,
): (place: SchemaPointer, direction: Direction) => Validate {
  const sides = { request: side(document, 'request'), response: side(document, 'response') };
  return (place, direction) => {
    const { validators } = sides[direction];
    const known = validators.get(place);
    if (known !== undefined) return known;
    const made = lazy(() => compile(sides[direction], place));
    const validate: Validate = (value) => made()(value);
    validators.set(place, validate);
    return validate;
  };
}

function side(document: JsonObject, direction: Direction): Side {
  const matchers: Rewriting['matchers'] = new Map();
  const ajv = emptyAjv(matchers);
  const names = new Map<SchemaPointer, string>();
  const target = (place: SchemaPointer): string => {
    const known = names.get(place);
    if (known !== undefined) return known;
    const name = `s${names.size}`;
    names.set(place, name);
    const schema = valueAt(document, place);
    if (schema === undefined) throw new UnusableSchema(place, '$ref', 'leads to nothing');
    ajv.addSchema(rewrite(schema, place, rewriting), name);
    return name;
  };
  const rewriting: Rewriting = { document, direction, places: new WeakMap(), target, matchers };
  return { ajv, rewriting, validators: new Map() };
}

function emptyAjv(matchers: Rewriting['matchers']): Ajv2020 {
  const regExp = (pattern: string) => matchers.get(pattern) ?? matcher(pattern);
  const ajv = new Ajv2020({
    strict: false,
    meta: false,
    allErrors: true,
    verbose: true, // `parentSchema` of an error is how its place in the document is found
    ownProperties: true, // or else `constructor` and `toString` are always there
    validateSchema: false, // loading has held the document to its meta-schema
    logger: false,
    code: { regExp: Object.assign(regExp, { code: 'matcher' }) },
  });
  for (const { name, type, validate } of formats) {
    if (type === 'number') ajv.addFormat(name, { type, validate });
    else ajv.addFormat(name, { type, validate });
  }
  // ajv divides doubles: to it 0.3 is no multiple of 0.1, and 1e21 none of 7 is one.
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    compile: (divisor: number) => (value: number) => isMultipleOf(value, divisor),
    error: { message: ({ schema }) => `must be multiple of ${schema}` },
  });
  return ajv;
}

function compile({ ajv, rewriting }: Side, place: SchemaPointer): Validate {
  const validate = compiled(ajv, rewriting, place);
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => schemaError(error, place, rewriting));
  };
}

function compiled(ajv: Ajv2020, rewriting: Rewriting, place: SchemaPointer): ValidateFunction {
  const name = rewriting.target(place);
  try {
    const validate = ajv.getSchema(name);
    if (validate !== undefined) return validate;
  } catch (cause) {
    throw new UnusableSchema(place, 'schema', cause instanceof Error ? cause.message : 'unusable', { cause });
  }
  throw new UnusableSchema(place, 'schema', 'ajv does not know it');
}

function schemaError(error: ErrorObject, place: SchemaPointer, { places }: Rewriting): SchemaError {
  const { keyword, parentSchema, message = 'does not fit' } = error;
  const owner = (parentSchema && places.get(parentSchema)) ?? place;
  return { instancePointer: whereOf(error), keyword, schemaPointer: joinPointer(owner, keyword), message };
}

/** The place of what is wrong: of a missing or unwanted property, the property's own place. */
function whereOf({ instancePath, params, propertyName }: ErrorObject): InstancePointer {
  const name: unknown = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  if (typeof name === 'string') return joinPointer(instancePath, name);
  return propertyName === undefined ? instancePath : joinPointer(instancePath, propertyName);
}
