import type { Json } from '../../spec/json.ts';
import { isJsonObject, omit, toObject } from '../json-object.ts';
import type { Behaviour, Transform } from '../pipeline.ts';
import { mapErrorDetails } from '../transforms/response.ts';

/**
 * Replaces every value of a JSON document, inner values first.
 * @param name the property that contains the value
 */
function mapValues(value: Json, replace: (value: Json, name: string) => Json, name = ''): Json {
  if (Array.isArray(value))
    return replace(
      value.map((item) => mapValues(item, replace)),
      name,
    );
  if (!isJsonObject(value)) return replace(value, name);
  const properties = Object.entries(value).map(([key, item]) => [key, mapValues(item, replace, key)]);
  return replace(Object.fromEntries(properties), name);
}

const mapTimestamps =
  (format: (date: Date, timestamp: string) => string): Transform<Json> =>
  (session) =>
    mapValues(session, (value, name) =>
      name.endsWith('_at') && typeof value === 'string' ? format(new Date(value), value) : value,
    );

const withOffset = (date: Date): string =>
  `${new Date(date.getTime() + 7_200_000).toISOString().slice(0, -1)}+02:00`;

const reverseProperties = (value: Json): Json =>
  isJsonObject(value) ? Object.fromEntries(Object.entries(value).reverse()) : value;

/** Variants with other forms of a session that the contract allows. */
export const sessionBodies: readonly Behaviour[] = [
  {
    id: 'times-offset',
    description: 'Timestamps have an offset other than Z',
    session: mapTimestamps(withOffset),
  },
  {
    id: 'times-milliseconds',
    description: 'Timestamps have milliseconds',
    session: mapTimestamps((date) => date.toISOString()),
  },
  {
    id: 'times-seconds',
    description: 'Timestamps have whole seconds',
    session: mapTimestamps((_, timestamp) => timestamp.replace(/\.\d+/, '')),
  },
  {
    id: 'times-nanoseconds',
    description: 'Timestamps have nanoseconds and the offset +00:00',
    session: mapTimestamps((_, timestamp) => timestamp.replace(/(\.\d+)Z/, '$1789+00:00')),
  },
  {
    id: 'times-lower',
    description: 'Timestamps have a lower-case t and z',
    session: mapTimestamps((_, timestamp) => timestamp.toLowerCase()),
  },
  {
    id: 'no-optionals',
    description: 'Optional properties are absent if they are null',
    customer: (body) =>
      omit(
        toObject(body),
        ...['external_id', 'locale', ...(toObject(body).type === 'team' ? ['email'] : [])].filter(
          (name) => toObject(body)[name] === null,
        ),
      ),
  },
  {
    id: 'sparse-address',
    description: 'Address lines are absent if they are null',
    customer: (body) =>
      mapValues(body, (value, name) =>
        name === 'billing_address' && isJsonObject(value)
          ? Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null))
          : value,
      ),
  },
  {
    id: 'extra-fields',
    description: 'Objects have additional properties',
    session: (body) => ({ ...toObject(body), object: 'customer_session', next: null }),
    customer: (body) => ({ ...toObject(body), tags: ['a'], default_payment_method_id: null }),
    detail: mapErrorDetails((entry) => ({ ...entry, url: 'https://errors.example' })),
  },
  {
    id: 'reversed-names',
    description: 'Properties are in reverse order',
    session: (body) => mapValues(body, reverseProperties),
    response: (response) =>
      response.body === undefined
        ? response
        : { ...response, body: mapValues(response.body, reverseProperties) },
  },
  {
    id: 'opaque-tokens',
    description: 'Tokens are 32 hexadecimal digits',
    token: () => crypto.randomUUID().replaceAll('-', ''),
  },
  {
    id: 'portal-elsewhere',
    description: 'The portal URL has a port, and the token in its path',
    session: (body) => ({
      ...toObject(body),
      customer_portal_url: `https://portal.example:8443/s/${String(toObject(body).token)}`,
    }),
  },
];
