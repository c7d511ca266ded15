import type { Json } from '../../spec/json.ts';
import type { RequestContext, Transform } from '../pipeline.ts';
import { mapAt } from '../transforms/json.ts';
import { bodyProperty } from '../transforms/request.ts';
import { mapResponseBody, setHeader, setStatus } from '../transforms/response.ts';
import { semanticsClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const findAnywhere = ({ store }: RequestContext, name: string, value: Json) =>
  store.customers.find(({ payload }) => payload[name] === value);

const isForeign = (context: RequestContext): boolean => {
  const found = findAnywhere(context, 'id', bodyProperty(context, 'customer_id') ?? null);
  return found !== undefined && found.organization !== context.store.organization;
};

const ifForeign =
  <T>(transform: Transform<T>): Transform<T> =>
  (value, context) =>
    isForeign(context) ? transform(value, context) : value;

/** Faults that give access to customers of other organizations, or reveal that they exist. */
export const isolation: readonly FaultDefinition[] = [
  {
    id: 'isolation-none',
    description: 'A session is created for a customer of any organization',
    violates: semanticsClauses('foreign-customer'),
    customerLookup: (lookup, context) => ({
      ...lookup,
      found: findAnywhere(context, lookup.field === 'customer_id' ? 'id' : 'external_id', lookup.value),
    }),
  },
  {
    id: 'isolation-403',
    description: 'The response to a foreign customer has status 403',
    violates: semanticsClauses('foreign-indistinguishable'),
    response: ifForeign(setStatus(403)),
  },
  {
    id: 'isolation-404',
    description: 'The response to a foreign customer has status 404',
    violates: semanticsClauses('foreign-indistinguishable'),
    response: ifForeign(setStatus(404)),
  },
  {
    id: 'isolation-message',
    description: 'The error for a foreign customer reveals that the customer exists',
    violates: semanticsClauses('foreign-indistinguishable'),
    detail: ifForeign(mapAt('0.msg', () => 'Customer belongs to another organization.')),
  },
  {
    id: 'isolation-type',
    description: 'The error for a foreign customer has a different `type`',
    violates: semanticsClauses('foreign-indistinguishable'),
    detail: ifForeign(mapAt('0.type', () => 'permission_denied')),
  },
  {
    id: 'isolation-organization',
    description: 'The error for a foreign customer names its organization',
    violates: semanticsClauses('foreign-indistinguishable'),
    detail: ifForeign((value, context) =>
      mapAt('0.ctx', () => ({
        organization:
          findAnywhere(context, 'id', bodyProperty(context, 'customer_id') ?? null)?.organization.slug ??
          null,
      }))(value, context),
    ),
  },
  {
    id: 'isolation-email',
    description: 'The error for a foreign customer contains its email',
    violates: semanticsClauses('foreign-indistinguishable'),
    detail: ifForeign((value, context) =>
      mapAt(
        '0.input',
        () =>
          findAnywhere(context, 'id', bodyProperty(context, 'customer_id') ?? null)?.payload.email ?? null,
      )(value, context),
    ),
  },
  {
    id: 'isolation-loc',
    description: 'The error for a foreign customer has a different `loc`',
    violates: semanticsClauses('foreign-indistinguishable'),
    detail: ifForeign(mapAt('0.loc', () => ['body', 'organization_id'])),
  },
  {
    id: 'isolation-header',
    description: 'The response to a foreign customer has an additional header',
    violates: semanticsClauses('foreign-indistinguishable'),
    response: ifForeign(setHeader('x-organization', 'globex')),
    rare: true,
  },
  {
    id: 'isolation-error',
    description: 'The response to a foreign customer has a different `error`',
    violates: semanticsClauses('foreign-indistinguishable'),
    response: ifForeign(mapResponseBody(mapAt('error', () => 'Forbidden'))),
  },
  {
    id: 'isolation-second',
    description: 'The second request for a foreign customer creates a session',
    violates: semanticsClauses('foreign-customer'),
    rare: true,
    customerLookup: (lookup, context) => {
      if (!isForeign(context)) return lookup;
      const again = context.memory.has('foreign');
      context.memory.set('foreign', true);
      return again ? { ...lookup, found: findAnywhere(context, 'id', lookup.value) } : lookup;
    },
  },
  {
    id: 'isolation-members',
    description: 'A session is created for a member of another customer',
    violates: semanticsClauses('foreign-member'),
    memberLookup: (lookup, context) => ({
      ...lookup,
      found:
        lookup.found ??
        context.store.customers.flatMap(({ members }) => members).find(({ id }) => id === lookup.value),
    }),
  },
];
