import type { Credentials } from '../../../spec/openapi/request.ts';
import { withJson } from '../request-template.ts';
import { createValidRequest, type Probe } from './probe.ts';

const credentialsProbe = (name: string, description: string, credentials: Credentials): Probe => ({
  rules: [`authentication:${name}`],
  description,
  createRequest: (input) => ({ ...createValidRequest(input), credentials }),
});

/** Probes with other credentials than the right ones. */
export const authenticationProbes: readonly Probe[] = [
  credentialsProbe('none', 'no credentials', 'none'),
  credentialsProbe('unknown', 'an unknown token', 'unknown'),
  credentialsProbe('truncated', 'the token without its last character', 'truncated'),
  credentialsProbe('extended', 'the token with one character more', 'extended'),
  credentialsProbe('empty', 'an empty bearer token', 'empty'),
  credentialsProbe('basic', 'the token under the Basic scheme', 'basic'),
  credentialsProbe('bare', 'the token without a scheme', 'bare'),
  credentialsProbe('non-ascii', 'a token of bytes beyond ASCII', 'non-ascii'),
  {
    rules: ['authentication:session-token'],
    description: 'a token from an earlier response',
    createRequest: (input) =>
      input.isKnown ? { ...createValidRequest(input), credentials: 'session' } : undefined,
  },
  {
    rules: ['authentication:unscoped'],
    description: 'a valid token without the scope',
    createRequest: (input) =>
      input.hasUnscopedToken ? { ...createValidRequest(input), credentials: 'unscoped' } : undefined,
  },
  {
    rules: ['authentication:scheme-case'],
    description: 'the scheme in lower case',
    createRequest: (input) =>
      input.isKnown ? { ...createValidRequest(input), credentials: 'lowercase' } : undefined,
  },
  {
    rules: ['authentication:before-validation'],
    description: 'an invalid body without credentials',
    createRequest: ({ template, body }) =>
      body === null ? undefined : { ...withJson(template, {}), credentials: 'none' },
  },
];
