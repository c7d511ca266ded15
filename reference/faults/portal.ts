import type { JsonResponse, Principal, Transform } from '../pipeline.ts';
import { mapAt, removeAt, setAt, when } from '../transforms/json.ts';
import { isPortal, isTeam } from '../transforms/request.ts';
import { setStatus } from '../transforms/response.ts';
import { semanticsClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Treats the token of a session as unknown if its customer satisfies the condition. */
const forgetSessions =
  (isForgotten: (type: unknown) => boolean): Transform<Principal> =>
  (principal) =>
    principal.kind === 'customer' && isForgotten(principal.customer.payload.type)
      ? { kind: 'unknown' }
      : principal;

const onPortalSuccess = (transform: Transform<JsonResponse>): Transform<JsonResponse> =>
  when(isPortal, (response, context) => (response.status === 200 ? transform(response, context) : response));

/** Faults of the customer portal, which the token of a session opens. */
export const portal: readonly FaultDefinition[] = [
  {
    id: 'portal-dead-token',
    description: 'The portal rejects the token of a session',
    violates: semanticsClauses('session-opens-portal'),
    principal: forgetSessions(() => true),
  },
  {
    id: 'portal-dead-team-token',
    description: 'The portal rejects the token of a session of a team',
    violates: semanticsClauses('session-opens-portal'),
    principal: forgetSessions((type) => type === 'team'),
  },
  {
    id: 'portal-forbidden',
    description: 'The token of a session lacks the scope of the portal',
    violates: semanticsClauses('session-opens-portal'),
    response: onPortalSuccess(setStatus(403)),
  },
  {
    id: 'portal-crash',
    description: 'The portal fails with 500',
    violates: semanticsClauses('session-opens-portal'),
    response: onPortalSuccess((response) => ({ ...response, status: 500, body: { detail: 'Error' } })),
  },
  {
    id: 'portal-other-customer',
    description: 'The portal shows the first customer of the organization to a team',
    violates: semanticsClauses('portal-customer'),
    portalCustomer: when(
      isTeam,
      mapAt('id', (id, { store }) => store.customers[0]?.payload.id ?? id),
    ),
  },
  {
    id: 'portal-member-id',
    description: 'The portal shows the id of the member of a team instead of that of the customer',
    violates: semanticsClauses('portal-customer'),
    portalCustomer: mapAt('id', (id, { customer }) => customer?.members[0]?.id ?? id),
  },
  {
    id: 'portal-no-id',
    description: 'The portal shows a customer without `id`',
    violates: semanticsClauses('portal-customer'),
    portalCustomer: removeAt('id'),
  },
  {
    id: 'portal-wrapped',
    description: 'The portal shows the customer as a property of another object',
    violates: semanticsClauses('portal-customer'),
    portalCustomer: (customer) => ({ customer }),
  },
  {
    id: 'portal-external-id',
    description: 'The portal shows the external id as `id`',
    violates: semanticsClauses('portal-customer'),
    portalCustomer: (customer, context) =>
      setAt('id', context.customer?.payload.external_id ?? null)(customer, context),
  },
  {
    id: 'portal-token-prefix',
    description: 'The portal compares only the first 40 characters of a token',
    violates: semanticsClauses('portal-truncated-token'),
    principal: (principal, context) => {
      if (principal.kind !== 'unknown' || !isPortal(context)) return principal;
      const start = (context.headers.authorization ?? '').replace(/^bearer +/i, '').slice(0, 40);
      const found = [...context.store.sessions].find(([token]) => token.startsWith(start));
      return found ? { kind: 'customer', customer: found[1] } : principal;
    },
  },
  {
    id: 'portal-truncated-forbidden',
    description: 'The portal answers 403 to a token that was cut short',
    violates: semanticsClauses('portal-truncated-token'),
    response: (response, context) =>
      isPortal(context) && response.status === 401 ? { ...response, status: 403 } : response,
  },
];
