import { generateToken } from '../random.ts';
import { jsonResponse } from '../responses.ts';
import { mapResponseBody, onStatus, setStatus } from '../transforms/response.ts';
import { authenticationClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Faults in the responses that reject credentials. */
export const rejectedCredentials: readonly FaultDefinition[] = [
  {
    id: 'auth-non-ascii',
    description: 'A token with non-ASCII characters causes a 500 response',
    violates: authenticationClauses('non-ascii'),
    response: (response, context) =>
      /[^ -~]/.test(context.headers.authorization ?? '')
        ? jsonResponse(500, { detail: 'Internal Server Error' })
        : response,
  },
  {
    id: 'auth-scheme-case',
    description: 'The authentication scheme is case-sensitive',
    violates: authenticationClauses('scheme-case'),
    principal: (principal, context) =>
      /^Bearer /.test(context.headers.authorization ?? '') ? principal : { kind: 'anonymous' },
  },
  {
    id: 'auth-403',
    description: 'Missing credentials cause a 403 response',
    violates: authenticationClauses('none'),
    response: onStatus([401], setStatus(403)),
  },
  {
    id: 'auth-404',
    description: 'Missing credentials cause a 404 response',
    violates: authenticationClauses('none'),
    response: onStatus([401], setStatus(404)),
  },
  {
    id: 'auth-200',
    description: 'Missing credentials cause a 200 response with an error as its body',
    violates: authenticationClauses('none'),
    response: onStatus([401], setStatus(200)),
  },
  {
    id: 'auth-302',
    description: 'Missing credentials cause a redirect to a login page',
    violates: authenticationClauses('none'),
    response: onStatus([401], () => ({ status: 302, headers: { location: '/login' }, body: undefined })),
  },
  {
    id: 'auth-echo',
    description: 'A 401 or 403 response contains the access token of the organization',
    violates: authenticationClauses('secret-kept'),
    response: onStatus([401, 403], (response, context) =>
      mapResponseBody((value) => ({ ...Object(value), hint: context.store.fixtures.accessToken ?? null }))(
        response,
        context,
      ),
    ),
  },
  {
    id: 'auth-granted-anyway',
    description: 'A 403 response contains the token of a session',
    violates: authenticationClauses('nothing-granted'),
    response: onStatus(
      [403],
      mapResponseBody((value) => ({ ...Object(value), token: generateToken('polar_mst_') })),
    ),
  },
];
