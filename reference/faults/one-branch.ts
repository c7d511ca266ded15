import type { Json, JsonObject } from '../../spec/json.ts';
import type { ParsedBody } from '../json-body.ts';
import { isJsonObject, omit } from '../json-object.ts';
import type { Transform } from '../pipeline.ts';
import { errorDetail } from '../responses.ts';
import { isString, isWrongType, mapRequestBody } from '../transforms/request.ts';
import { byExternalIdClauses, byIdClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const branches = [
  { name: 'id', key: 'customer_id', otherKey: 'external_customer_id', clauses: byIdClauses },
  { name: 'external-id', key: 'external_customer_id', otherKey: 'customer_id', clauses: byExternalIdClauses },
] as const;

type Branch = (typeof branches)[number];

/** A mistake in the handling of one field, in one branch of the request body. */
interface FieldMistake {
  id: string;
  /** The affected values: the subject of the fault's description. */
  value: string;
  /** The violated clause, which starts with the name of the field. */
  clause: string;
  matches(value: Json): boolean;
}

const parseFieldName = (clause: string): string => clause.replace(/[:@].*/, '');

const hasOnlyKey = ({ key, otherKey }: Branch, body: Json): body is JsonObject =>
  isJsonObject(body) && Object.hasOwn(body, key) && !Object.hasOwn(body, otherKey);

/** Ignores a field whose value should be rejected. */
const ignoreInBranch = (branch: Branch, { clause, matches }: FieldMistake): Transform<ParsedBody> => {
  const name = parseFieldName(clause);
  return mapRequestBody((body) =>
    hasOnlyKey(branch, body) && matches(body[name] ?? null) ? omit(body, name) : body,
  );
};

/** Rejects a field whose value is valid. */
const rejectInBranch =
  (branch: Branch, { clause, matches }: FieldMistake): Transform<JsonObject[]> =>
  (errors, { body = null }) => {
    const name = parseFieldName(clause);
    if (errors.length > 0 || !hasOnlyKey(branch, body) || !Object.hasOwn(body, name)) return errors;
    const value = body[name] ?? null;
    return matches(value)
      ? [errorDetail({ type: 'value_error', msg: 'Invalid value' }, ['body', name], value)]
      : errors;
  };

const isNull = (value: Json): boolean => value === null;
const isEmpty = (value: Json): boolean => value === '';
const uuidPattern = /^[\da-f]{8}(-[\da-f]{4}){2}-[\da-f]{4}-[\da-f]{12}$/i;

const lax: readonly FieldMistake[] = [
  {
    id: 'member-type',
    value: 'a member id that is not a string',
    clause: 'member_id:anyOf',
    matches: isWrongType,
  },
  {
    id: 'external-member-type',
    value: 'an external member id that is not a string',
    clause: 'external_member_id:anyOf',
    matches: isWrongType,
  },
  {
    id: 'url-type',
    value: 'a return URL that is not a string',
    clause: 'return_url:anyOf',
    matches: isWrongType,
  },
  { id: 'url-empty', value: 'an empty return URL', clause: 'return_url@string:minLength', matches: isEmpty },
  {
    id: 'url-long',
    value: 'a return URL of more than 2,083 characters',
    clause: 'return_url@string:maxLength',
    matches: (value) => isString(value) && value.length > 2083,
  },
  {
    id: 'member-format',
    value: 'a member id that is not a UUID',
    clause: 'member_id@string:format',
    matches: (value) => isString(value) && !uuidPattern.test(value),
  },
];

const strict: readonly FieldMistake[] = [
  { id: 'member-null', value: 'a null member id', clause: 'member_id@null:accepts-null', matches: isNull },
  {
    id: 'external-member-null',
    value: 'a null external member id',
    clause: 'external_member_id@null:accepts-null',
    matches: isNull,
  },
  { id: 'url-null', value: 'a null return URL', clause: 'return_url@null:accepts-null', matches: isNull },
  {
    id: 'url-longest',
    value: 'a return URL of more than 2,048 characters',
    clause: 'return_url@string:accepts-longest',
    matches: (value) => isString(value) && value.length > 2048,
  },
  {
    id: 'url-port',
    value: 'a return URL with a port',
    clause: 'return_url@string:accepts-variety',
    matches: (value) => isString(value) && /^[^/]+\/\/[^/]*:\d+(\/|$)/.test(value),
  },
];

/** Faults in only one branch, as after a fix in one of two similar models. */
export const oneBranch: readonly FaultDefinition[] = branches.flatMap((branch) => [
  ...lax.map(
    (mistake): FaultDefinition => ({
      id: `${branch.name}-branch-lax-${mistake.id}`,
      description: `If the body has \`${branch.key}\`, ${mistake.value} is ignored`,
      violates: branch.clauses(mistake.clause),
      parsedBody: ignoreInBranch(branch, mistake),
      // rare, because a plan may send such a member id only to the other branch
      ...(mistake.id === 'member-format' && { rare: true }),
    }),
  ),
  ...strict.map(
    (mistake): FaultDefinition => ({
      id: `${branch.name}-branch-strict-${mistake.id}`,
      description: `If the body has \`${branch.key}\`, ${mistake.value} is rejected`,
      violates: branch.clauses(mistake.clause),
      errors: rejectInBranch(branch, mistake),
    }),
  ),
]);
