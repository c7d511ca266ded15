import type { Case, Credentials, Exchange, RequestSpec } from '../spec/openapi/exchange.ts';

/** What a plan needs of whoever sends its cases; `target/` provides it. */
export interface Client {
  send(theCase: Case, id: number, request?: RequestSpec): Promise<Exchange>;
  can(credentials: Credentials): boolean;
  tally(): { readonly requests: number; readonly answered: number; readonly gaveUp?: string };
  readonly redactor: { prefixOf(placeholder: string): string | undefined };
}

/** How many requests may go to what. */
export interface Allowance {
  requests: number;
  discovery: number;
  plan: number;
  concurrency: number;
}
