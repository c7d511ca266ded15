import type { ValidContext } from '../arbitraries/context.ts';
import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { Fixtures } from '../spec/fixtures.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import type { SeedMessage, Suite, SuiteContext } from '../suites/suite.ts';
import type { Template } from './cases/request-template.ts';

/** All that a plan for one operation is made from. */
export interface PlanContext {
  contract: Contract;
  model: OperationModel;
  suite?: Suite;
  fixtures: Fixtures;
  suiteContext: SuiteContext;
  /** This and what follows is made of the document when first asked for. */
  readonly template: Template;
  readonly seedMessages: readonly SeedMessage[];
  /** Why no body can be made of the document, where that is so. */
  readonly unsupported: string | undefined;
  /** For the arbitraries of this operation's requests. */
  values: ValidContext;
  seed: number;
  /** Whether the target is this machine's own. */
  local: boolean;
  /** Whether what could harm a server is asked too. */
  full: boolean;
}
