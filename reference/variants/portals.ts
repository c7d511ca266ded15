import { rejectAnonymous } from '../authentication.ts';
import type { Behaviour, RequestContext } from '../pipeline.ts';
import { notFound } from '../responses.ts';
import { mapAt } from '../transforms/json.ts';
import { isPortal } from '../transforms/request.ts';

const hasAccessToken = ({ headers, store }: RequestContext): boolean =>
  store.grants.has((headers.authorization ?? '').replace(/^bearer +/i, ''));

/** Variants of the customer portal. The contract does not require one. */
export const portals: readonly Behaviour[] = [
  {
    id: 'no-portal',
    description: 'The server has no customer portal',
    response: (response, context) => (isPortal(context) ? notFound() : response),
  },
  {
    id: 'no-portal-behind-authentication',
    description: 'The server has no customer portal, and rejects the tokens of sessions on all paths',
    response: (response, context) => {
      if (!isPortal(context)) return response;
      return hasAccessToken(context) ? notFound() : rejectAnonymous();
    },
  },
  {
    id: 'portal-forbids-access-tokens',
    description: 'The customer portal rejects access tokens with 403, and shows UUIDs in upper case',
    portalCustomer: mapAt('id', (id) => String(id).toUpperCase()),
    response: (response, context) =>
      isPortal(context) && hasAccessToken(context) ? { ...response, status: 403 } : response,
  },
];
