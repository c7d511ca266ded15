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
  /** Finds values that the target returned for a parameter or property (see `ValuePool`). */
  findValues(name: string, path?: string): readonly Json[];
}
