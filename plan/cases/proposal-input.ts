import type { ValidContext } from '../../arbitraries/valid-context.ts';
import type { Json } from '../../spec/json.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { RequestMessage } from '../../spec/openapi/request-message.ts';

/** What proposals are composed from. */
export interface ProposalInput {
  operation: Operation;
  values: ValidContext;
  seed: number;
  /** The parts of a request that the user gives; they replace composed ones. */
  userMessage?: Partial<RequestMessage>;
  /** Values of the target for a parameter or property (see `ValuePool`). */
  findValues(name: string, path?: string): readonly Json[];
}
