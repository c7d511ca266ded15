import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Deviation } from '../pipeline.ts';
import { type Change, entries, whole, without } from './edits.ts';

/** Rewrites every value of a document, the inner ones first. */
function everywhere(value: Json, change: (value: Json, name: string) => Json, name = ''): Json {
  const inner = Array.isArray(value)
    ? value.map((item) => everywhere(item, change))
    : isObject(value)
      ? Object.fromEntries(
          Object.entries(value as JsonObject).map(([key, item]) => [key, everywhere(item, change, key)]),
        ) // a Json that is an object
      : value;
  return change(inner, name);
}

const times =
  (spell: (date: Date, was: string) => string): Change<Json> =>
  (session) =>
    everywhere(session, (value, name) =>
      name.endsWith('_at') && typeof value === 'string' ? spell(new Date(value), value) : value,
    );

const offset = (date: Date): string =>
  `${new Date(date.getTime() + 7_200_000).toISOString().slice(0, -1)}+02:00`;

const reversed = (value: Json): Json =>
  isObject(value) ? Object.fromEntries(Object.entries(value as JsonObject).reverse()) : value; // a Json that is an object

/** Other sessions that the contract allows. */
export const sessions: readonly Deviation[] = [
  { id: 'times-offset', says: 'timestamps have an offset other than Z', session: times(offset) },
  {
    id: 'times-milliseconds',
    says: 'timestamps have milliseconds',
    session: times((date) => date.toISOString()),
  },
  {
    id: 'times-seconds',
    says: 'timestamps have whole seconds',
    session: times((_, was) => was.replace(/\.\d+/, '')),
  },
  {
    id: 'times-nanoseconds',
    says: 'timestamps have nanoseconds and a zero offset',
    session: times((_, was) => was.replace(/(\.\d+)Z/, '$1789+00:00')),
  },
  {
    id: 'times-lower',
    says: 'timestamps have a lower-case t and z',
    session: times((_, was) => was.toLowerCase()),
  },
  {
    id: 'no-optionals',
    says: 'what the contract makes optional is absent when null',
    customer: (body) =>
      without(
        whole(body),
        ...['external_id', 'locale', ...(whole(body).type === 'team' ? ['email'] : [])].filter(
          (name) => whole(body)[name] === null,
        ),
      ),
  },
  {
    id: 'sparse-address',
    says: 'address lines that are not set are absent',
    customer: (body) =>
      everywhere(body, (value, name) =>
        name === 'billing_address' && isObject(value)
          ? Object.fromEntries(Object.entries(value as JsonObject).filter(([, item]) => item !== null))
          : value,
      ),
  },
  {
    id: 'extra-fields',
    says: 'objects have further properties',
    session: (body) => ({ ...whole(body), object: 'customer_session', next: null }),
    customer: (body) => ({ ...whole(body), tags: ['a'], default_payment_method_id: null }),
    detail: entries((entry) => ({ ...entry, url: 'https://errors.example' })),
  },
  {
    id: 'reversed-names',
    says: 'properties come in another order',
    session: (body) => everywhere(body, reversed),
    answer: (answer) =>
      answer.body === undefined ? answer : { ...answer, body: everywhere(answer.body, reversed) },
  },
  {
    id: 'opaque-tokens',
    says: 'tokens are 32 hexadecimal digits',
    token: () => crypto.randomUUID().replaceAll('-', ''),
  },
  {
    id: 'portal-elsewhere',
    says: 'the portal URL has a port and the token in its path',
    session: (body) => ({
      ...whole(body),
      customer_portal_url: `https://portal.example:8443/s/${String(whole(body).token)}`,
    }),
  },
];
