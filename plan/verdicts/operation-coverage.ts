import type { Obstacle, OperationCoverage } from '../../spec/clauses/operation-coverage.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import type { Client } from '../client.ts';
import type { PlanContext } from '../context.ts';
import type { OperationCounts } from './operation-counts.ts';
import { isRejected } from './rejected-credentials.ts';
import {
  formatCredentialCheck,
  formatCredentialRemedy,
  formatRequestRemedy,
  formatSchemeVariables,
} from './remedies.ts';

/** Maximum length in characters of the quoted rejection. */
const MAX_EXCERPT = 200;

type CredentialFinder = Pick<Client, 'hasCredentials' | 'findUnusableToken'>;

/** Describes whether an operation was exercised, from its answers. */
export function createOperationCoverage(
  context: PlanContext,
  counts: OperationCounts,
  client: CredentialFinder,
): OperationCoverage {
  const { tries, hasSuccess, lastRejection } = counts;
  const response = lastRejection?.response;
  return {
    operation: context.model.operation.id,
    tries,
    ...(!hasSuccess && { obstacle: findObstacle(context, counts, client) }),
    ...(!hasSuccess &&
      lastRejection &&
      response && {
        lastRejection: {
          exchange: lastRejection.id,
          status: response.status,
          excerpt: response.body.text.slice(0, MAX_EXCERPT),
        },
      }),
  };
}

/** Explains why the operation has no documented success response. If several reasons apply, the first is returned. */
function findObstacle(context: PlanContext, counts: OperationCounts, client: CredentialFinder): Obstacle {
  const { operation } = context.model;
  const { tries, validStatuses } = counts;
  const [status, ...otherStatuses] = validStatuses.keys();
  if (context.unsupported !== undefined) return { reason: context.unsupported };
  const tokenSchemes = client.findUnusableToken?.(operation.id);
  if (tokenSchemes)
    return {
      reason: `it accepts only the credentials of ${formatSchemes(operation)}, and the access token is one of ${tokenSchemes.map((name) => `\`${name}\``).join(' or ')}`,
      remedy: formatSchemeVariables(operation),
      isOtherCredential: true,
    };
  if (requiresCredentials(operation.security) && !client.hasCredentials(operation.id))
    return {
      reason: `it needs the credentials of ${formatSchemes(operation)}, which were not given`,
      remedy: formatCredentialRemedy(context),
      isMissingCredential: true,
    };
  if (tries === 0 || status === undefined) return { reason: 'no valid request got a response' };
  const all = tries === 1 ? 'the only valid request' : `each of the ${tries} valid requests`;
  if (otherStatuses.length === 0) {
    const remedy = findStatusRemedy(context, status);
    return {
      reason: `${all} was answered with ${status}`,
      ...(remedy !== undefined && { remedy }),
      ...(isRejected(operation, counts) && { isRejection: true }),
    };
  }
  const success = [...validStatuses.keys()].find((each) => each < 300);
  if (success !== undefined) {
    const reason = `its success responses have status ${success}, which the document does not list`;
    const remedy = findStatusRemedy(context, success);
    return { reason, ...(remedy !== undefined && { remedy }) };
  }
  const remedy = formatRequestRemedy(context);
  return { reason: `none of the ${tries} valid requests got a documented success`, remedy };
}

const formatSchemes = ({ security }: Operation): string =>
  security.map((schemes) => schemes.map(({ name }) => `\`${name}\``).join(' and ')).join(' or ');

/** Returns what the user can do if all valid requests got the same status. */
function findStatusRemedy(context: PlanContext, status: number): string | undefined {
  const { operation } = context.model;
  const scopes = [...new Set(operation.security.flat().flatMap((scheme) => scheme.scopes))];
  if (status === 401 && requiresCredentials(operation.security)) return formatCredentialCheck(context);
  if (status === 403 && requiresCredentials(operation.security))
    return `give credentials that may do this${scopes.length > 0 ? `: scope ${scopes.join(' or ')}` : ''}`;
  if (status === 429) return 'lower --rate or run again later';
  if (status < 300) return 'add the status to the document, or correct the target';
  if (status >= 500) return 'see the log of the target';
  if (status === 404 && !operation.path.includes('{'))
    return 'check the base URL of --target, and the headers that select a version';
  if (status >= 300 && status < 400) return 'check the scheme, host and path of --target';
  return formatRequestRemedy(context);
}
