import { expect } from 'vitest';
import type { Contract } from '../spec/openapi/contract.ts';
import * as matchers from './matchers.ts';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: a merged interface has the type parameters of the original
  interface Matchers<T = any> {
    /**
     * Passes if the response violates no MUST clause of its operation. Returns a promise for responses of fetch and
     * undici.
     * @param operation id, or method and path; required if the client does not keep its request, as is the case for
     * fetch
     */
    toSatisfyContract(
      contract: Contract,
      operation?: string,
    ): T extends { arrayBuffer: unknown } | { body: { arrayBuffer: unknown } } ? Promise<void> : void;
    /**
     * Passes if the value satisfies a schema of the document.
     * @param schema its JSON Pointer, or its name
     */
    toSatisfySchema(contract: Contract, schema: string): void;
  }
}

expect.extend({ ...matchers });

export { describeContract } from './describe-contract.ts';
export { loadContract } from './load-contract.ts';
