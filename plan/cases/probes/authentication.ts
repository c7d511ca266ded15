import type { Credentials } from '../../../spec/openapi/request.ts';
import type { CredentialKind } from '../../../spec/openapi/security.ts';
import { withJson } from '../request-template.ts';
import { createValidRequest, type Probe } from './probe.ts';

const credentialsProbe = (
  name: string,
  description: string,
  credentials: Credentials,
  varies: readonly CredentialKind[] = ['bearer'],
): Probe => ({
  rules: [`authentication:${name}`],
  description,
  varies,
  createRequest: (input) => ({ ...createValidRequest(input), credentials }),
});

const all: readonly CredentialKind[] = ['bearer', 'basic', 'apiKey'];

/** Probes with wrong or missing credentials. */
export const authenticationProbes: readonly Probe[] = [
  {
    rules: ['authentication:none'],
    description: 'no credentials',
    createRequest: (input) => ({ ...createValidRequest(input), credentials: 'none' }),
  },
  {
    rules: ['authentication:none'],
    description: 'without one of the required credentials',
    varies: all,
    createRequest: (input, scheme) =>
      scheme?.isCombined ? { ...createValidRequest(input), credentials: 'none' } : undefined,
  },
  credentialsProbe('unknown', 'an unknown token', 'unknown', all),
  credentialsProbe('truncated', 'the token without its last character', 'truncated', all),
  credentialsProbe('extended', 'the token with one character more', 'extended', all),
  credentialsProbe('empty', 'an empty bearer token', 'empty'),
  credentialsProbe('basic', 'the token under the Basic scheme', 'basic'),
  credentialsProbe('bare', 'the token without a scheme', 'bare'),
  credentialsProbe('non-ascii', 'a token of bytes beyond ASCII', 'non-ascii'),
  {
    rules: ['authentication:session-token'],
    description: 'a token from an earlier response',
    varies: ['bearer'],
    createRequest: (input) =>
      input.isKnown && input.issuesOtherTokens
        ? { ...createValidRequest(input), credentials: 'session' }
        : undefined,
  },
  {
    rules: ['authentication:unscoped'],
    description: 'a valid token without the scope',
    varies: ['bearer'],
    createRequest: (input) =>
      input.hasUnscopedToken ? { ...createValidRequest(input), credentials: 'unscoped' } : undefined,
  },
  {
    rules: ['authentication:scheme-case'],
    description: 'the scheme in lower case',
    varies: ['bearer', 'basic'],
    createRequest: (input) =>
      input.isKnown ? { ...createValidRequest(input), credentials: 'lowercase' } : undefined,
  },
  {
    rules: ['authentication:alternatives-accepted'],
    description: 'the credentials of another alternative',
    varies: all,
    createRequest: (input, scheme) =>
      scheme?.isAlternative ? { ...createValidRequest(input), credentials: 'access' } : undefined,
  },
  {
    rules: ['authentication:anonymous-accepted'],
    description: 'no credentials, which are optional',
    createRequest: (input) => ({ ...createValidRequest(input), credentials: 'none' }),
  },
  {
    rules: ['authentication:before-validation'],
    description: 'an invalid body without credentials',
    createRequest: ({ template, body }) =>
      body === null ? undefined : { ...withJson(template, {}), credentials: 'none' },
  },
];

export const headProbe: Probe = {
  rules: ['authentication:head'],
  description: 'HEAD without credentials',
  createRequest: (input) => {
    const request = createValidRequest(input);
    return input.isDeclared('HEAD', request.path)
      ? undefined
      : { ...request, method: 'HEAD', credentials: 'none' };
  },
};

export const otherSchemeProbe = credentialsProbe(
  'other-scheme',
  'the token under an unknown scheme',
  'other-scheme',
);
