import type { Case } from '../spec/openapi/case.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { RequestSpec } from '../spec/openapi/request.ts';

/** The part of the HTTP client that a plan needs; `http/` implements it. */
export interface Client {
  send(theCase: Case, id: number, request?: RequestSpec): Promise<Exchange>;
  /** Whether the credentials of a request to the operation are available; by default the right ones. */
  hasCredentials(operation: string, request?: Pick<RequestSpec, 'credentials' | 'scheme'>): boolean;
  /** The names of the security schemes of the access token, if the operation accepts a token but none of these. */
  findUnusableToken?(operation: string): readonly string[] | undefined;
  /** `isStopped`: the time limit is reached, so no further request is sent. */
  stats(): {
    readonly requests: number;
    readonly answered: number;
    /** The operations that get no more requests, because the target limits their rate too much, but not that of others. */
    readonly limitedOperations?: readonly string[];
    readonly rateLimitError?: string;
    readonly userError?: string;
    readonly isStopped?: boolean;
  };
  readonly redactor: { publicPrefix(placeholder: string): string | undefined };
}

/**
 * Maximum numbers of requests: `requests` in all, of which `discovery` before the plan and `plan` for planned cases.
 */
export interface RequestBudget {
  requests: number;
  discovery: number;
  plan: number;
  /** Requests in flight at the same time. */
  concurrency: number;
}

/** Whether the operation gets no more requests, because the target limits their rate too much. */
export const isRateLimited = (client: Pick<Client, 'stats'>, operation: string): boolean =>
  client.stats().limitedOperations?.includes(operation) ?? false;

/** Why the client sends nothing more: the target limits the rate too much, or a function of the user has failed. */
export function findClientError(client: Pick<Client, 'stats'>): string | undefined {
  const { rateLimitError, userError } = client.stats();
  return userError ?? rateLimitError;
}
