import type { Principal, RequestContext, Transform } from '../pipeline.ts';
import { jsonResponse } from '../responses.ts';
import { authenticationClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const organization = ({ store, settings }: RequestContext): Principal => ({
  kind: 'organization',
  organization: store.organization,
  scopes: [settings.requiredScope],
});

/** Accepts requests with wrong credentials whose `Authorization` header satisfies the condition. */
const acceptIf =
  (condition: (authorization: string, context: RequestContext) => boolean): Transform<Principal> =>
  (principal, context) =>
    principal.kind !== 'organization' && condition(context.headers.authorization ?? '', context)
      ? organization(context)
      : principal;

const parseToken = (authorization: string): string => authorization.split(' ').at(-1) ?? '';

const accessTokens = ({ store }: RequestContext): string[] => [...store.grants.keys()];

/** Faults that accept invalid credentials. */
export const acceptedCredentials: readonly FaultDefinition[] = [
  {
    id: 'auth-none',
    description: 'Requests without credentials are accepted',
    violates: authenticationClauses('none'),
    principal: acceptIf((text) => text === ''),
  },
  {
    id: 'auth-empty',
    description: 'An empty bearer token is accepted',
    violates: authenticationClauses('empty'),
    principal: acceptIf((text) => /^bearer *$/i.test(text)),
  },
  {
    id: 'auth-any-polar',
    description: 'Any token with the prefix `polar_oat_` is accepted',
    violates: authenticationClauses('truncated', 'extended'),
    principal: acceptIf((text) => /^bearer polar_oat_/i.test(text)),
  },
  {
    id: 'auth-any',
    description: 'Any bearer token is accepted',
    violates: authenticationClauses('unknown'),
    principal: acceptIf((text) => /^bearer [\x21-\x7e]+$/i.test(text)),
  },
  {
    id: 'auth-truncated',
    description: 'A token without its last character is accepted',
    violates: authenticationClauses('truncated'),
    principal: acceptIf((text, context) =>
      accessTokens(context).some((known) => known.slice(0, -1) === parseToken(text)),
    ),
  },
  {
    id: 'auth-extended',
    description: 'A token with extra characters at its end is accepted',
    violates: authenticationClauses('extended'),
    principal: acceptIf((text, context) =>
      accessTokens(context).some((known) => parseToken(text).startsWith(known)),
    ),
  },
  {
    id: 'auth-basic',
    description: 'The access token is accepted under the Basic scheme',
    violates: authenticationClauses('basic'),
    principal: acceptIf(
      (text, context) =>
        /^basic /i.test(text) &&
        (accessTokens(context).includes(parseToken(text)) ||
          Buffer.from(parseToken(text), 'base64')
            .toString()
            .includes(accessTokens(context)[0] ?? '?')),
    ),
  },
  {
    id: 'auth-bare',
    description: 'The access token is accepted without a scheme',
    violates: authenticationClauses('bare'),
    principal: acceptIf((text, context) => accessTokens(context).includes(text)),
  },
  {
    id: 'auth-session',
    description: 'The token of a customer session is accepted',
    violates: authenticationClauses('session-token'),
    principal: acceptIf((text, context) => context.store.sessions.has(parseToken(text))),
  },
  {
    id: 'auth-validates-first',
    description: 'The body is validated before the credentials are checked',
    violates: authenticationClauses('before-validation'),
    noticeOnly: true,
    principal: (principal, context) => {
      if (principal.kind !== 'anonymous') return principal;
      context.memory.set(`anonymous ${context.requestNumber}`, true);
      return organization(context);
    },
    response: (response, context) =>
      context.memory.has(`anonymous ${context.requestNumber}`) && response.status === 201
        ? jsonResponse(401, { detail: 'Unauthorized' }, { 'www-authenticate': 'Bearer realm="polar"' })
        : response,
  },
  {
    id: 'auth-one-in-eight',
    description: 'One in eight unknown tokens is accepted',
    violates: authenticationClauses('unknown', 'truncated', 'extended', 'basic', 'bare', 'non-ascii'),
    principal: (principal, context) =>
      context.random() < 1 / 8 ? acceptIf(() => true)(principal, context) : principal,
    rare: true,
  },
];
