import type { Json } from '../../spec/json.ts';
import type { Ask } from '../pipeline.ts';
import { semantics } from './clause-ids.ts';
import { add, type Change, replace, set, text } from './edits.ts';
import type { Row } from './fault.ts';

const shifted = (name: string, hours: number): Change<Json> =>
  text(name, (was) => new Date(Date.parse(was) + hours * 3_600_000).toISOString());

/** The first value of a kind, from then on. */
const remember = <T extends Json>(key: string, value: T, ask: Ask): Json => {
  if (!ask.memory.has(key)) ask.memory.set(key, value);
  return ask.memory.get(key) ?? value;
};

/** What a session says about itself. */
export const identity: readonly Row[] = [
  {
    id: 'session-customer-id-other',
    says: "`customer_id` is the session's id",
    violates: semantics('customer-ids-agree'),
    session: (body, ask) => set('customer_id', Object(body).id)(body, ask),
  },
  {
    id: 'session-customer-random',
    says: "the customer's `id` is new each time",
    violates: semantics('customer-ids-agree'),
    customer: (body, ask) => add({ id: ask.world.organization.id })(body, ask),
  },
  {
    id: 'session-external-id',
    says: "the customer's `external_id` is lost",
    violates: semantics('asked-external-id'),
    customer: replace('external_id', () => null),
  },
  {
    id: 'session-external-id-lower',
    says: "the customer's `external_id` is in upper case",
    violates: semantics('asked-external-id'),
    customer: text('external_id', (was) => was.toUpperCase()),
  },
  {
    id: 'session-external-id-ascii',
    says: "characters beyond ASCII in the customer's `external_id` are question marks",
    violates: semantics('asked-external-id'),
    customer: text('external_id', (was) => was.replace(/[^ -~]/g, '?')),
    rare: true,
  },
  {
    id: 'session-id-same',
    says: 'every session has the same id',
    violates: semantics('id-fresh'),
    session: (body, ask) => set('id', remember('id', Object(body).id, ask))(body, ask),
  },
  {
    id: 'session-id-customer',
    says: "a session's id is its customer's",
    violates: semantics('id-fresh'),
    session: (body, ask) => set('id', Object(body).customer_id)(body, ask),
  },
];

/** When a session ends. */
export const times: readonly Row[] = [
  {
    id: 'expires-past',
    says: 'a session has expired when it comes',
    violates: semantics('expires-after-created', 'expires-in-future'),
    settings: { lifetime: -3_600_000 },
  },
  {
    id: 'expires-at-once',
    says: 'a session expires when it is made',
    violates: semantics('expires-after-created'),
    session: (body, ask) => set('expires_at', Object(body).created_at)(body, ask),
  },
  {
    id: 'expires-local',
    says: '`expires_at` is seven hours early: local time written as UTC',
    violates: semantics('expires-after-created', 'expires-in-future'),
    session: shifted('expires_at', -7),
  },
  {
    id: 'expires-1970',
    says: '`expires_at` counts from 1970',
    violates: semantics('expires-after-created', 'expires-in-future'),
    session: set('expires_at', '1970-01-01T01:00:00Z'),
  },
  {
    id: 'expires-both-past',
    says: 'both times are a day old',
    violates: semantics('created-now'),
    session: (body, ask) => shifted('created_at', -24)(shifted('expires_at', -24)(body, ask), ask),
  },
  {
    id: 'created-future',
    says: '`created_at` is two hours late: local time written as UTC',
    violates: semantics('created-now'),
    session: shifted('created_at', 2),
  },
  {
    id: 'expires-frozen',
    says: '`expires_at` was computed when the server started',
    violates: semantics('expires-in-future'),
    session: (body, ask) =>
      set('expires_at', remember('expiry', new Date(Date.now() - 1000).toISOString(), ask))(body, ask),
  },
];
