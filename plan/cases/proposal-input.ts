import type { ValidContext } from '../../arbitraries/valid-context.ts';
import type { Json } from '../../spec/json.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { RequestMessage } from '../../spec/openapi/request-message.ts';

/** The input from which valid requests are proposed. */
export interface ProposalInput {
  operation: Operation;
  values: ValidContext;
  seed: number;
  /** Parts of a request that the user gives. They replace the generated parts. */
  userMessage?: Partial<RequestMessage>;
  /** Set if the last path parameter may only name what the run has created: the operation changes or deletes it. */
  isOwnOnly?: true;
  /** Finds values that the target returned for a parameter or property (see `ValuePool`). */
  findValues(name: string, path?: string): readonly Json[];
}
