import type { Json } from '../../spec/json.ts';
import type { Transform } from '../pipeline.ts';
import { addProperties, mapAt, mapStringAt, setAt } from '../transforms/json.ts';
import { semanticsClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';
import { remember } from './remember.ts';

const shiftHours = (name: string, hours: number): Transform<Json> =>
  mapStringAt(name, (value) => new Date(Date.parse(value) + hours * 3_600_000).toISOString());

/** Faults in the ids of a session and its customer. */
export const sessionIdentity: readonly FaultDefinition[] = [
  {
    id: 'session-customer-id-other',
    description: '`customer_id` is the session id',
    violates: semanticsClauses('customer-ids-agree'),
    session: (body, context) => setAt('customer_id', Object(body).id)(body, context),
  },
  {
    id: 'session-customer-random',
    description: '`customer.id` is not the id of the customer',
    violates: semanticsClauses('customer-ids-agree'),
    customer: (body, context) => addProperties({ id: context.store.organization.id })(body, context),
  },
  {
    id: 'session-external-id',
    description: '`external_id` of the customer is null',
    violates: semanticsClauses('asked-external-id'),
    customer: mapAt('external_id', () => null),
  },
  {
    id: 'session-external-id-lower',
    description: '`external_id` of the customer is in upper case',
    violates: semanticsClauses('asked-external-id'),
    customer: mapStringAt('external_id', (value) => value.toUpperCase()),
  },
  {
    id: 'session-external-id-ascii',
    description: 'Non-ASCII characters in `external_id` of the customer are question marks',
    violates: semanticsClauses('asked-external-id'),
    customer: mapStringAt('external_id', (value) => value.replace(/[^ -~]/g, '?')),
    rare: true,
  },
  {
    id: 'session-id-same',
    description: 'All sessions have the same id',
    violates: semanticsClauses('id-fresh'),
    session: (body, context) => setAt('id', remember('id', Object(body).id, context))(body, context),
  },
  {
    id: 'session-id-customer',
    description: 'The session id is the customer id',
    violates: semanticsClauses('id-fresh'),
    session: (body, context) => setAt('id', Object(body).customer_id)(body, context),
  },
];

/** Faults in the timestamps of a session. */
export const sessionTimes: readonly FaultDefinition[] = [
  {
    id: 'expires-past',
    description: 'The session is already expired',
    violates: semanticsClauses('expires-after-created', 'expires-in-future'),
    settings: { sessionLifetimeMs: -3_600_000 },
  },
  {
    id: 'expires-at-once',
    description: '`expires_at` equals `created_at`',
    violates: semanticsClauses('expires-after-created'),
    session: (body, context) => setAt('expires_at', Object(body).created_at)(body, context),
  },
  {
    id: 'expires-local',
    description: '`expires_at` is seven hours early: local time labelled as UTC',
    violates: semanticsClauses('expires-after-created', 'expires-in-future'),
    session: shiftHours('expires_at', -7),
  },
  {
    id: 'expires-1970',
    description: '`expires_at` is relative to 1970 instead of the current time',
    violates: semanticsClauses('expires-after-created', 'expires-in-future'),
    session: setAt('expires_at', '1970-01-01T01:00:00Z'),
  },
  {
    id: 'expires-both-past',
    description: '`created_at` and `expires_at` are a day early',
    violates: semanticsClauses('created-now'),
    session: (body, context) =>
      shiftHours('created_at', -24)(shiftHours('expires_at', -24)(body, context), context),
  },
  {
    id: 'created-future',
    description: '`created_at` is two hours late: local time labelled as UTC',
    violates: semanticsClauses('created-now'),
    session: shiftHours('created_at', 2),
  },
  {
    id: 'expires-frozen',
    description: '`expires_at` is computed once, for the first session',
    violates: semanticsClauses('expires-in-future'),
    session: (body, context) =>
      setAt('expires_at', remember('expiry', new Date(Date.now() - 1000).toISOString(), context))(
        body,
        context,
      ),
  },
];
