import { type Schema, typesOf } from '../json-schema/schema.ts';
import { memoize } from '../memoize.ts';
import type { Operation, Parameter } from '../openapi/contract.ts';
import { isSafeMethod } from '../openapi/is-safe-method.ts';
import {
  findMainMediaType,
  isJsonMediaType,
  isProblemDetails,
  toConcreteMediaType,
} from '../openapi/media-type.ts';
import {
  type CredentialKind,
  findCredentialKind,
  listTestableSchemes,
  requiresCredentials,
} from '../openapi/security.ts';
import { authenticationRules } from './rules/authentication.ts';
import { errorRules } from './rules/errors.ts';
import { protocolRules } from './rules/protocol.ts';
import { robustnessRules } from './rules/robustness.ts';
import type { Rule, RuleDefinition } from './rules/rule.ts';
import { securityRules } from './rules/security.ts';

const addFamily =
  (family: Rule['family']) =>
  (rule: RuleDefinition): Rule => ({ ...rule, family });

/** All rules, in the order of the report. */
export const rules: readonly Rule[] = [
  ...authenticationRules.map(addFamily('authentication')),
  ...protocolRules.map(addFamily('protocol')),
  ...robustnessRules.map(addFamily('robustness')),
  ...securityRules.map(addFamily('robustness')),
  ...errorRules.map(addFamily('errors')),
];

/** Lists the kinds of credentials (bearer, basic, API key) that the suite can test on the operation. */
const listKinds = ({ security }: Operation): CredentialKind[] =>
  listTestableSchemes(security).flatMap((scheme) => findCredentialKind(scheme) ?? []);

/** Whether all credentials that the suite can test on the operation are bearer tokens. */
export function takesOnlyBearer(operation: Operation): boolean {
  const kinds = listKinds(operation);
  return kinds.length > 0 && kinds.every((kind) => kind === 'bearer');
}

/** The conditions that depend only on the operation, and not on the strictness of its errors. */
type Condition = Exclude<NonNullable<Rule['appliesTo']>, 'lenient errors'>;

const conditions: Readonly<Record<Condition, (operation: Operation) => boolean>> = {
  secured: ({ security }) => requiresCredentials(security),
  'testable credentials': (operation) => listKinds(operation).length > 0,
  bearer: (operation) => listKinds(operation).includes('bearer'),
  'only bearer': (operation) => takesOnlyBearer(operation),
  'HTTP authentication': (operation) => listKinds(operation).some((kind) => kind !== 'apiKey'),
  'several alternatives': ({ security }) => security.length > 1 && listTestableSchemes(security).length > 1,
  'secured GET': ({ method, security }) => method === 'GET' && requiresCredentials(security),
  'optional credentials': ({ security }) => security.length > 1 && !requiresCredentials(security),
  'with body': ({ body }) => body !== undefined,
  'documented 415': ({ body, responses }) =>
    body !== undefined && responses.some(({ status }) => status === '415'),
  'JSON body': ({ body }) => {
    const main = findMainMediaType(body?.content ?? []);
    return main !== undefined && isJsonMediaType(toConcreteMediaType(main.type));
  },
  'required body': ({ body }) => body?.required === true, // `required` is false by default (OpenAPI 3.1.1, 4.8.13.1)
  'GET or HEAD': ({ method }) => method === 'GET' || method === 'HEAD',
  'problem details': ({ responses }) =>
    responses.some(({ content }) => content.some(({ type }) => isProblemDetails(type))),
  '204': ({ responses }) => responses.some(({ status }) => status === '204'),
  'numbers in the request': (operation) => takesNumbers(operation),
  'ids in the path': ({ parameters }) => parameters.some((parameter) => parameter.in === 'path'),
  // only of safe methods: the resource stays, so that a missing one is the effect of the spelling
  'ids in the path of a safe method': ({ method, parameters }) =>
    isSafeMethod(method) && parameters.some((parameter) => parameter.in === 'path'),
  'UUIDs in the path': ({ method, parameters }) => {
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    const isUuid = ({ schema }: Parameter): boolean => typeof schema === 'object' && schema.format === 'uuid';
    return isSafeMethod(method) && inPath.length > 0 && inPath.every(isUuid);
  },
  validated: ({ responses, body }) =>
    body !== undefined &&
    responses.some(
      ({ status, content }) =>
        status === '422' &&
        content.some(({ schema }) => typeof schema === 'object' && schema.properties?.detail !== undefined),
    ),
};

/**
 * The rules that apply to the operation.
 * @param full whether to include the rules of `--robustness=full`
 * @param strictErrors as in `OperationModel`
 */
export function selectRules(operation: Operation, full: boolean, strictErrors = false): Rule[] {
  return rules
    .filter(({ appliesTo, ...rule }) => {
      if (rule.full && !full) return false;
      if (appliesTo === 'lenient errors') return !strictErrors;
      return appliesTo === undefined || conditions[appliesTo](operation);
    })
    .map((rule) => (strictErrors && rule.strictLevel ? { ...rule, level: rule.strictLevel } : rule));
}

const takesNumbers = memoize(({ parameters, body }: Operation): boolean =>
  [...parameters, ...(body?.content ?? [])].some(({ schema }) => hasNumber(schema)),
);

/** Whether a value of the schema, or a part of it, may be a number. Schemas can contain themselves. */
function hasNumber(schema: Schema, seen = new Set<Schema>()): boolean {
  if (typeof schema === 'boolean' || seen.has(schema)) return false;
  seen.add(schema);
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = schema;
  const parts = [...Object.values(properties), ...anyOf, ...oneOf, ...allOf, items, additionalProperties];
  return (
    (typesOf(schema) ?? []).some((type) => type === 'integer' || type === 'number') ||
    parts.some((part) => part !== undefined && hasNumber(part, seen))
  );
}
