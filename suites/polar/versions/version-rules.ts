import type { Exchange } from '../../../spec/openapi/exchange.ts';
import { findHeader } from '../../../spec/openapi/request.ts';
import type { RuleRequest, RuleResult, SuiteContext, SuiteRule } from '../../suite.ts';
import { createStatusFailure } from '../status-failure.ts';

const header = 'Polar-Version';

/** The origin of the rules is that of the suite: Polar's API as observed. No RFC and no document describes them. */
const must = { level: 'MUST', schemaPointer: '#/info/version' } as const;

/** Returns the version that a response names. */
const findNamedVersion = ({ response }: Exchange): string | undefined =>
  findHeader(response?.headers ?? [], header);

/** A request for a session that is valid except for its version, for any customer that is known. */
function createRequest(
  { fixtures: { customerId, externalCustomerId } }: SuiteContext,
  role: string,
  description: string,
  version: string | undefined,
): RuleRequest[] {
  if (customerId === undefined && externalCustomerId === undefined) return [];
  const [fixture, body] =
    customerId === undefined
      ? (['externalCustomerId', { external_customer_id: externalCustomerId ?? '' }] as const)
      : (['customerId', { customer_id: customerId }] as const);
  return [
    {
      ...{ role, kind: 'probe', description, body, suiteOnly: true },
      headers: { [header]: version },
      fixtures: [fixture],
    },
  ];
}

/** Whether the response concerns the rate of requests or credentials that were never accepted. */
const isInconclusive = (status: number, { credentialsAccepted }: SuiteContext): boolean =>
  status === 429 || !credentialsAccepted;

/** A rule that a version is not served. */
const createRejectionRule = (
  name: SuiteRule['name'],
  description: string,
  requestDescription: string,
  version: string,
): SuiteRule => ({
  ...must,
  name,
  description,
  unverifiedReason: 'no valid request is known',
  requests: (context) => createRequest(context, name, requestDescription, version),
  judge: (exchange, context): RuleResult => {
    const status = exchange.response?.status;
    if (exchange.case.role !== name || status === undefined || isInconclusive(status, context))
      return undefined;
    return status === 404 ? 'pass' : createStatusFailure(status, 'status 404');
  },
});

/**
 * Rules about the selection of a version. Every response of a served version names it, but gateways answer some
 * requests before the server, so only documented responses are judged.
 */
export const createVersionRules = (version: string): readonly SuiteRule[] => [
  {
    ...must,
    name: 'semantics:version-repeated',
    description: `\`${header}\` of a 201 or 422 response is the version of the request`,
    unverifiedReason: 'no response was a 201 or 422',
    judge: (exchange): RuleResult => {
      const { response, sent } = exchange;
      if (response?.status !== 201 && response?.status !== 422) return undefined;
      // a recorded request may name another version, or none
      if (findHeader(sent.headers, header) !== version) return undefined;
      const named = findNamedVersion(exchange);
      return named === version
        ? 'pass'
        : {
            location: `header ${header.toLowerCase()}`,
            expected: `the version of the request: ${version}`,
            received: { words: named ?? 'nothing' },
          };
    },
  },
  createRejectionRule(
    'semantics:unknown-version',
    `an unknown \`${header}\` is rejected with 404`,
    'a version that never existed',
    '2001-01',
  ),
  createRejectionRule(
    'semantics:malformed-version',
    `a malformed \`${header}\` is rejected with 404`,
    'a version that is not a date',
    'latest',
  ),
  {
    ...must,
    name: 'semantics:default-version',
    description: `a request without \`${header}\` is served, and the response names the default version`,
    unverifiedReason: 'no valid request is known',
    requests: (context) =>
      createRequest(context, 'semantics:default-version', 'a request without a version', undefined),
    judge: (exchange, context): RuleResult => {
      const status = exchange.response?.status;
      if (exchange.case.role !== 'semantics:default-version' || status === undefined) return undefined;
      if (isInconclusive(status, context)) return undefined;
      if (status !== 201) return createStatusFailure(status, 'status 201');
      return findNamedVersion(exchange)
        ? 'pass'
        : {
            location: `header ${header.toLowerCase()}`,
            expected: 'the default version',
            received: { words: 'nothing' },
          };
    },
  },
];
