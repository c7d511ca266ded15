import type { ValidContext } from '../arbitraries/valid-context.ts';
import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { Fixtures } from '../suites/fixtures.ts';
import type { SeedMessage, Suite, SuiteContext } from '../suites/suite.ts';
import type { RequestTemplate } from './cases/request-template.ts';
import type { Client, RequestBudget } from './client.ts';

/** What the plan of a run is derived from. */
export interface PlanInput {
  contract: Contract;
  /** The operations to test; all of the contract by default. */
  operations?: readonly Operation[] | undefined;
  suites: readonly Suite[];
  fixtures: Fixtures;
  client: Client;
  budget: RequestBudget;
  seed: number;
  local: boolean;
  full: boolean;
}

/** Everything from which the plan of one operation is derived. */
export interface PlanContext {
  contract: Contract;
  model: OperationModel;
  suite?: Suite;
  fixtures: Fixtures;
  suiteContext: SuiteContext;
  /** Computed on first access, like `seedMessages` and `unsupported`. */
  readonly template: RequestTemplate;
  readonly seedMessages: readonly SeedMessage[];
  /** Why no request can be generated from the document; undefined if one can. */
  readonly unsupported: string | undefined;
  /** For the arbitraries of this operation's requests. */
  values: ValidContext;
  seed: number;
  /** Whether the target listens on this machine. */
  local: boolean;
  /** Whether to send requests that could harm a server. */
  full: boolean;
}
