import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { entry } from '../answers.ts';
import type { Reading } from '../json-text.ts';
import { byExternalId, byId } from './clause-ids.ts';
import { type Change, rewrite } from './edits.ts';
import type { Row } from './fault.ts';

const branches = [
  { name: 'id', key: 'customer_id', other: 'external_customer_id', clauses: byId },
  { name: 'external-id', key: 'external_customer_id', other: 'customer_id', clauses: byExternalId },
] as const;

type Branch = (typeof branches)[number];
type Holds = (value: Json) => boolean;

/** Whether a body can mean this branch only. */
const isMeant = ({ key, other }: Branch, body: Json): boolean =>
  isObject(body) && Object.hasOwn(body, key) && !Object.hasOwn(body, other);

const without = (body: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([own]) => own !== name));

/** Leaves a property out of account where it should refuse it. */
const ignoring = (branch: Branch, name: string, holds: Holds): Change<Reading> =>
  rewrite((body) =>
    isMeant(branch, body) && holds((body as JsonObject)[name] ?? null)
      ? without(body as JsonObject, name)
      : body,
  ); // isMeant has asked for an object

/** Refuses a property that the body has. */
const refusing =
  (branch: Branch, name: string, holds: Holds): Change<JsonObject[]> =>
  (errors, { body = null }) => {
    const value = isObject(body) && Object.hasOwn(body, name) ? (body[name] as Json) : undefined; // a property of JSON
    if (errors.length > 0 || value === undefined || !isMeant(branch, body) || !holds(value)) return errors;
    return [entry({ type: 'value_error', msg: 'Invalid value' }, ['body', name], value)];
  };

const isText = (value: Json): value is string => typeof value === 'string';
const isOther: Holds = (value) => value !== null && !isText(value);
const isUuid = /^[\da-f]{8}(-[\da-f]{4}){2}-[\da-f]{4}-[\da-f]{12}$/i;

const lax: readonly [id: string, says: string, clause: string, name: string, holds: Holds][] = [
  ['member-type', 'a member id of any type', 'member_id:anyOf', 'member_id', isOther],
  [
    'external-member-type',
    'an external member id of any type',
    'external_member_id:anyOf',
    'external_member_id',
    isOther,
  ],
  ['url-type', 'a return URL of any type', 'return_url:anyOf', 'return_url', isOther],
  ['url-empty', 'an empty return URL', 'return_url@string:minLength', 'return_url', (value) => value === ''],
  [
    'url-long',
    'a return URL of any length',
    'return_url@string:maxLength',
    'return_url',
    (value) => isText(value) && value.length > 2083,
  ],
  [
    'member-format',
    'a member id that is no UUID',
    'member_id@string:format',
    'member_id',
    (value) => isText(value) && !isUuid.test(value),
  ],
];

const strict: readonly [id: string, says: string, clause: string, name: string, holds: Holds][] = [
  ['member-null', 'a null member id', 'member_id@null:accepts-null', 'member_id', (value) => value === null],
  [
    'external-member-null',
    'a null external member id',
    'external_member_id@null:accepts-null',
    'external_member_id',
    (value) => value === null,
  ],
  ['url-null', 'a null return URL', 'return_url@null:accepts-null', 'return_url', (value) => value === null],
  [
    'url-longest',
    'a return URL of more than 2,048 characters',
    'return_url@string:accepts-longest',
    'return_url',
    (value) => isText(value) && value.length > 2048,
  ],
  [
    'url-port',
    'a return URL with a port',
    'return_url@string:accepts-variety',
    'return_url',
    (value) => isText(value) && /^[^/]+\/\/[^/]*:\d+(\/|$)/.test(value),
  ],
];

/** Mistakes in one of two models that are alike: what was mended in the first was forgotten in the second. */
export const oneBranch: readonly Row[] = branches.flatMap((branch) => [
  ...lax.map(
    ([id, says, clause, name, holds]): Row => ({
      id: `${branch.name}-branch-lax-${id}`,
      says: `beside \`${branch.key}\`, ${says} is left out of account`,
      violates: branch.clauses(clause),
      reading: ignoring(branch, name, holds),
      ...(id === 'member-format' && { rare: true }), // the first plan asks one branch for the version only
    }),
  ),
  ...strict.map(
    ([id, says, clause, name, holds]): Row => ({
      id: `${branch.name}-branch-strict-${id}`,
      says: `beside \`${branch.key}\`, ${says} is refused`,
      violates: branch.clauses(clause),
      errors: refusing(branch, name, holds),
    }),
  ),
]);
