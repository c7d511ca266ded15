import type { ValidContext } from '../arbitraries/valid-context.ts';
import type { TargetState } from '../oracles/check-context.ts';
import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { Contract, Operation, SecurityScheme } from '../spec/openapi/contract.ts';
import type { RequestMessage } from '../spec/openapi/request-message.ts';
import type { Fixtures } from '../suites/fixtures.ts';
import type { OwnRule, SeedMessage, Suite, SuiteContext } from '../suites/suite.ts';
import type { AcceptanceSearch } from './acceptance-search.ts';
import type { ProposalInput } from './cases/proposal-input.ts';
import type { RequestTemplate } from './cases/request-template.ts';
import type { Client, RequestBudget } from './client.ts';
import type { ValuePool } from './value-pool.ts';

/** What the plan of a run is derived from. */
export interface PlanInput {
  contract: Contract;
  /** The operations to test; all of the contract by default. */
  operations?: readonly Operation[] | undefined;
  suites: readonly Suite[];
  /** The rules of the user. */
  ownRules?: readonly OwnRule[] | undefined;
  fixtures: Fixtures;
  /** Parts of valid requests that the user gives, by operation id. */
  userMessages?: ReadonlyMap<string, Partial<RequestMessage>> | undefined;
  client: Client;
  budget: RequestBudget;
  seed: number;
  local: boolean;
  full: boolean;
  /** Whether resources that the run has not created may be changed and deleted; false by default. */
  allowChanges?: boolean | undefined;
}

/** Everything from which the plan of one operation is derived. */
export interface PlanContext {
  contract: Contract;
  model: OperationModel;
  suite?: Suite;
  /** The rules of the user for the operation. */
  ownRules: readonly OwnRule[];
  fixtures: Fixtures;
  suiteContext: SuiteContext;
  /** The input from which requests are proposed. */
  proposals: ProposalInput;
  /** Computed on first access, like `seedMessages` and `unsupported`. */
  readonly template: RequestTemplate;
  /**
   * The messages that the search found to be accepted; before the search, or if it found none, those of the suite or
   * the proposals.
   */
  readonly seedMessages: readonly SeedMessage[];
  /** The result of the search for an accepted request. */
  acceptance: AcceptanceSearch | undefined;
  /** True once a response shows that a valid request of the operation was accepted. */
  isSeedAccepted: boolean;
  /** Values of the target, collected from all operations. */
  pool: ValuePool;
  /** Why no request can be generated from the document; undefined if one can. */
  readonly unsupported: string | undefined;
  /** The security schemes whose credentials are tested one by one. */
  testedSchemes: readonly SecurityScheme[];
  /** The context of the arbitraries for this operation's requests. */
  values: ValidContext;
  seed: number;
  /** Whether the target listens on this machine. */
  local: boolean;
  /** Whether resources that the run has not created may be changed and deleted. */
  allowChanges: boolean;
  /** Whether requests that could take a server down are sent (`--robustness=full`). */
  full: boolean;
}

/** Returns what the exchanges so far show about the target; oracles need it to judge the next exchange. */
export const getTargetState = ({ suiteContext, isSeedAccepted }: PlanContext): TargetState => ({
  credentialsAccepted: suiteContext.credentialsAccepted,
  requestAccepted: isSeedAccepted,
});
