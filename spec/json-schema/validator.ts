import { Ajv2020, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { type InstancePointer, type JsonObject, joinPointer, type SchemaPointer, valueAt } from '../json.ts';
import { lazy, memoize, memoizeBy } from '../memoize.ts';
import type { ValidationError, Validator } from '../openapi/contract.ts';
import { type RewriteContext, rewriteForAjv, UnusableSchema } from './ajv-schema.ts';
import { isMultipleOf } from './decimal.ts';
import { hasDynamicReferences } from './evaluation.ts';
import { formats } from './formats/formats.ts';
import { replaceLengthKeywords } from './length-keywords.ts';
import { createMatcher } from './regular-expressions/matcher.ts';
import type { Direction } from './schema.ts';
import { replaceUnevaluatedKeywords } from './unevaluated-keyword.ts';
import { createAcceptedValues, rememberAcceptedValues, replaceUnionKeywords } from './union-keywords.ts';

/** What an ajv instance is for: to list all errors of a value, or only to decide whether it is valid. */
type Purpose = 'list errors' | 'decide';

/** The ajv instances for one direction of messages. Schemas of the document are added on first use. */
interface DirectedAjv {
  compilers: Readonly<Record<Purpose, (name: string) => ValidateFunction | undefined>>;
  rewriteContext: RewriteContext;
}

/**
 * Creates a function that returns the validator of a schema in a direction. Each is compiled on first use, with the
 * schemas that it references. ajv receives generated names, so that no name in the document has a special meaning for
 * it.
 */
export function createValidator(
  document: JsonObject,
): (schemaPointer: SchemaPointer, direction: Direction) => Validator {
  const byDirection = {
    request: createDirectedValidator(document, 'request'),
    response: createDirectedValidator(document, 'response'),
  };
  return (schemaPointer, direction) => byDirection[direction](schemaPointer);
}

function createDirectedValidator(
  document: JsonObject,
  direction: Direction,
): (schemaPointer: SchemaPointer) => Validator {
  const directed = createDirectedAjv(document, direction);
  const createOne = (schemaPointer: SchemaPointer): Validator => {
    const validate = lazy(() => compile(directed, 'list errors', schemaPointer));
    const decide = lazy(() => compile(directed, 'decide', schemaPointer));
    const listErrors = (value: unknown): readonly ErrorObject[] =>
      validate()(value) ? [] : (validate().errors ?? []);
    return Object.assign(
      (value: unknown) =>
        listErrors(value).map((error) => toValidationError(error, schemaPointer, directed.rewriteContext)),
      {
        countErrors: (value: unknown) => listErrors(value).length,
        accepts: (value: unknown) => decide()(value) === true,
      },
    );
  };
  const validators = new Map<SchemaPointer, Validator>();
  return (schemaPointer) => {
    const known = validators.get(schemaPointer);
    if (known !== undefined) return known;
    const validator = createOne(schemaPointer);
    validators.set(schemaPointer, validator);
    return validator;
  };
}

function createDirectedAjv(document: JsonObject, direction: Direction): DirectedAjv {
  const instances = { 'list errors': createAjv('list errors'), decide: createAjv('decide') };
  // errors would name the location of only one of equal schemas, but these validators list none
  const compileOnce = memoizeBy(
    (schema: AnySchema) => JSON.stringify(schema),
    (schema) => instances.decide.compile(schema),
  );
  // responses are values of the caller, who may change them
  if (direction === 'request') {
    const findAccepted = createAcceptedValues();
    rememberAcceptedValues(instances['list errors'], findAccepted);
    replaceUnionKeywords(instances.decide, compileOnce, findAccepted);
  }
  const compilers: DirectedAjv['compilers'] = {
    'list errors': (name) => instances['list errors'].getSchema(name),
    decide(name) {
      const schema = instances.decide.schemas[name]?.schema;
      return schema === undefined ? undefined : compileOnce(schema);
    },
  };
  const names = new Map<string, string>();
  const referTo: RewriteContext['referTo'] = (target, hiddenNames) => {
    const key = JSON.stringify([target, ...hiddenNames]);
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `s${names.size}`;
    names.set(key, name);
    const schema = valueAt(document, target);
    if (schema === undefined) throw new UnusableSchema(target, '$ref', 'leads to nothing');
    const rewritten = rewriteForAjv(schema, target, rewriteContext, hiddenNames);
    for (const ajv of Object.values(instances)) ajv.addSchema(rewritten, name);
    return name;
  };
  const rewriteContext: RewriteContext = {
    document,
    direction,
    hasDynamicReferences: lazy(() => hasDynamicReferences(document)),
    pointers: new WeakMap(),
    referTo,
  };
  return { compilers, rewriteContext };
}

function createAjv(purpose: Purpose): Ajv2020 {
  const regExp = (pattern: string) => createMatcher(pattern);
  const ajv = new Ajv2020({
    strict: false,
    meta: false,
    allErrors: purpose === 'list errors',
    verbose: purpose === 'list errors', // errors then contain `parentSchema`, from which their location in the document is found
    ownProperties: true, // otherwise every object would seem to have `constructor` and `toString`
    validateSchema: false, // loading has validated the document
    logger: false,
    // optimizing the generated code takes half of the time of compiling it, and makes it no faster
    code: { optimize: false, regExp: Object.assign(regExp, { code: 'matcher' }) },
  });
  for (const { name, type, validate } of formats) {
    if (type === 'number') ajv.addFormat(name, { type, validate });
    else ajv.addFormat(name, { type, validate });
  }
  replaceUnevaluatedKeywords(ajv);
  ajv.opts.unevaluated = false; // the replacements do not use what ajv would record for them in every schema
  replaceLengthKeywords(ajv);
  // ajv would divide doubles, and find that 0.3 is not a multiple of 0.1.
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

function compile(
  { rewriteContext, compilers }: DirectedAjv,
  purpose: Purpose,
  schemaPointer: SchemaPointer,
): ValidateFunction {
  const name = rewriteContext.referTo(schemaPointer, []);
  try {
    const validate = compilers[purpose](name);
    if (validate !== undefined) return validate;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : 'ajv cannot compile it';
    throw new UnusableSchema(schemaPointer, 'schema', problem, { cause });
  }
  throw new UnusableSchema(schemaPointer, 'schema', 'ajv does not know it');
}

function toValidationError(
  error: ErrorObject,
  rootPointer: SchemaPointer,
  { pointers }: RewriteContext,
): ValidationError {
  const { keyword, parentSchema, message = 'is invalid' } = error;
  // ajv also names `false` as the schema that an error is in
  const located = parentSchema ? locateKeyword(parentSchema, keyword, pointers) : undefined;
  const schemaPointer = located ?? joinPointer(rootPointer, keyword);
  return { instancePointer: locateError(error), keyword, schemaPointer, message };
}

const listKeywordPointers = memoize((_: object) => new Map<string, SchemaPointer>());

/** Returns the location of a keyword in the document. It is cached, because the same errors recur for many values. */
function locateKeyword(
  schema: object,
  keyword: string,
  pointers: RewriteContext['pointers'],
): SchemaPointer | undefined {
  const known = listKeywordPointers(schema);
  const located = known.get(keyword);
  if (located !== undefined) return located;
  const pointer = pointers.get(schema);
  if (pointer === undefined) return undefined;
  const joined = joinPointer(pointer, keyword);
  known.set(keyword, joined);
  return joined;
}

/**
 * Returns the location of the invalid value. For a missing or unexpected property or item, that is its own location.
 */
function locateError({ instancePath, params, propertyName }: ErrorObject): InstancePointer {
  const name: unknown =
    params.missingProperty ??
    params.additionalProperty ??
    params.unevaluatedProperty ??
    params.unevaluatedItem;
  if (typeof name === 'string') return joinPointer(instancePath, name);
  return propertyName === undefined ? instancePath : joinPointer(instancePath, propertyName);
}
