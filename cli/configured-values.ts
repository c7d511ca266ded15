import { UsageError } from '../http/usage-error.ts';
import { isObject, type JsonObject } from '../spec/json.ts';
import type { Extensions } from './extensions.ts';
import { didYouMean } from './suggest.ts';

/** What a configuration or a caller of the library gives beside the options of the command line. */
export interface ConfiguredValues extends Omit<Extensions, 'headers'> {
  /** The start of messages about a value: `conformance.config.ts: `; empty for the library. */
  source: string;
  /** The content of a `--fixtures` file. */
  fixtures?: JsonObject | undefined;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && value !== '';
const isFunction: Check = (value) => typeof value === 'function';
const isVariable: Check = (value) => isObject(value) && isText(value.env);
const isSecret: Check = (value) => isText(value) || isFunction(value) || isVariable(value);
const isListOf =
  (isItem: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(isItem);

/** A property, the test of its value, and what the value must be. */
interface Shape {
  accepts: Check;
  expected: string;
  isRequired?: boolean;
}

type Shapes<T> = Readonly<Record<keyof T, Shape>>;

const aFunction: Shape = { accepts: isFunction, expected: 'a function' };
const secretsOfSchemes: Shape = {
  accepts: isObject,
  expected: "an object with the names of security schemes: { apiKey: '…' }",
};

const shapes: Shapes<Extensions & { fixtures: unknown }> = {
  accessToken: {
    accepts: isSecret,
    expected: "a string that is not empty, { env: 'VARIABLE' }, or a function that returns a token",
  },
  credentials: secretsOfSchemes,
  otherCredentials: secretsOfSchemes,
  headers: { accepts: isObject, expected: "an object with header fields: { 'X-Shop': 'main' }" },
  fixtures: {
    accepts: (value) => isText(value) || isObject(value),
    expected: "the path of a file, or an object with operations: { 'POST /things': { body: {} } }",
  },
  parameters: { accepts: isObject, expected: "an object with names of parameters: { shop: 'main' }" },
  hooks: { accepts: isObject, expected: 'an object with functions: { beforeRun() {} }' },
  rules: { accepts: isListOf(isObject), expected: 'a list of rules: [{ id, description, judge }]' },
};

const hookShapes: Shapes<Required<NonNullable<Extensions['hooks']>>> = {
  beforeRun: aFunction,
  afterRun: aFunction,
  beforeRequest: aFunction,
};

const levels = ['MUST', 'SHOULD', 'MAY'];

const ruleShapes: Shapes<NonNullable<Extensions['rules']>[number]> = {
  id: {
    accepts: (value) => typeof value === 'string' && /^[\w.-]+$/.test(value),
    expected: "a name of letters, digits, '.', '_' and '-', such as 'price-is-positive'",
    isRequired: true,
  },
  level: { accepts: (value) => levels.includes(String(value)), expected: `one of ${levels.join(', ')}` },
  description: {
    accepts: isText,
    expected: "a sentence that holds for a correct server, such as 'the price is positive'",
    isRequired: true,
  },
  operations: {
    accepts: (value) => isText(value) || isListOf(isText)(value),
    expected: "an operation or a list of them, written like --operation: ['getLamp', 'GET /lamps*']",
  },
  statuses: {
    accepts: isListOf((value) => /^[1-5](\d\d|XX)$/.test(String(value))),
    expected: "a list of statuses such as [200, '4XX']",
  },
  judge: { ...aFunction, expected: 'a function that judges an exchange', isRequired: true },
};

/**
 * Checks the values that the parsers of options do not check.
 * @param source the start of messages
 * @throws UsageError that names the property, and what to write
 */
export function checkExtensions(source: string, values: Readonly<Record<string, unknown>>): void {
  const { credentials, otherCredentials, headers = {}, hooks, rules = [] } = values as Extensions; // checked in the next line
  checkShapes(source, '', values, shapes);
  for (const [property, secrets = {}] of Object.entries({ credentials, otherCredentials }))
    for (const [name, secret] of Object.entries(secrets))
      checkShape(source, `${property}.${name}`, secret, shapes.accessToken);
  for (const [name, value] of Object.entries(headers))
    checkShape(source, `headers.${name}`, value, { accepts: isText, expected: 'a string that is not empty' });
  if (hooks !== undefined) checkNames(source, 'hooks', hooks, hookShapes);
  for (const [index, rule] of rules.entries()) {
    checkNames(source, `rules[${index}]`, rule, ruleShapes);
    const first = rules.findIndex(({ id }) => id === rule.id);
    if (first !== index)
      throw new UsageError(
        `${source}\`rules[${index}].id\` must not be that of \`rules[${first}]\`, ${rule.id}.`,
      );
  }
}

/** Checks an object that has no other properties. */
function checkNames(
  source: string,
  path: string,
  value: object,
  known: Readonly<Record<string, Shape>>,
): void {
  const names = Object.keys(known);
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      `${source}\`${path}.${unknown}\` is not a property.${didYouMean(unknown, names)} Properties: ${names.join(', ')}.`,
    );
  checkShapes(source, `${path}.`, value, known);
}

function checkShapes(
  source: string,
  prefix: string,
  value: object,
  known: Readonly<Record<string, Shape>>,
): void {
  const properties: Readonly<Record<string, unknown>> = { ...value };
  for (const [name, shape] of Object.entries(known))
    checkShape(source, `${prefix}${name}`, properties[name], shape);
}

function checkShape(
  source: string,
  path: string,
  value: unknown,
  { accepts, expected, isRequired = false }: Shape,
): void {
  if (value === undefined ? !isRequired : accepts(value)) return;
  const problem = value === undefined ? 'is missing. It must be' : 'must be';
  throw new UsageError(`${source}\`${path}\` ${problem} ${expected}.`);
}
