import type { Principal, Transform } from '../pipeline.ts';
import { jsonResponse } from '../responses.ts';
import type { Settings } from '../settings.ts';
import { onStatus, setHeader, setStatus } from '../transforms/response.ts';
import { authenticationClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Gives every valid token these scopes. */
const grantScopes =
  (listScopes: (settings: Settings) => string[]): Transform<Principal> =>
  (principal, { settings }) =>
    principal.kind === 'organization' ? { ...principal, scopes: listScopes(settings) } : principal;

/** Faults that do not check the scopes of a token, or report a missing scope incorrectly. */
export const scopes: readonly FaultDefinition[] = [
  {
    id: 'scope-unchecked',
    description: 'Scopes are not checked',
    violates: authenticationClauses('unscoped'),
    principal: grantScopes(({ requiredScope }) => [requiredScope, 'customers:read', 'members:read']),
  },
  {
    id: 'scope-401',
    description: 'A missing scope causes a 401 response',
    violates: authenticationClauses('unscoped'),
    response: onStatus([403], (response, context) =>
      setHeader('www-authenticate', 'Bearer realm="polar"')(setStatus(401)(response, context), context),
    ),
  },
  {
    id: 'scope-404',
    description: 'A missing scope causes a 404 response',
    violates: authenticationClauses('unscoped'),
    response: onStatus([403], setStatus(404)),
  },
  {
    id: 'scope-422',
    description: 'A missing scope causes a 422 response',
    violates: authenticationClauses('unscoped'),
    response: onStatus([403], () =>
      jsonResponse(422, {
        detail: [{ type: 'scope', loc: ['header', 'authorization'], msg: 'missing scope' }],
      }),
    ),
  },
  {
    id: 'scope-400',
    description: 'A missing scope causes a 400 response',
    violates: authenticationClauses('unscoped'),
    response: onStatus([403], setStatus(400)),
  },
  {
    id: 'scope-200',
    description: 'A missing scope causes a 200 response with an error as its body',
    violates: authenticationClauses('unscoped'),
    response: onStatus([403], setStatus(200)),
  },
  {
    id: 'scope-500',
    description: 'A missing scope causes a 500 response',
    violates: authenticationClauses('unscoped'),
    response: onStatus([403], setStatus(500)),
  },
  {
    id: 'scope-by-id',
    description: 'Scopes are not checked if the body has `customer_id`',
    violates: authenticationClauses('unscoped'),
    principal: (principal, context) =>
      Buffer.from(context.bytes).includes('"customer_id"')
        ? grantScopes(({ requiredScope }) => [requiredScope])(principal, context)
        : principal,
  },
];
