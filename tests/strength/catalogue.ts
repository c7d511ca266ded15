import type { GivenCredentials } from '../../http/credential-store.ts';
import type { FaultTraits } from '../../reference/faults/fault.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { RequestMessage } from '../../spec/openapi/request-message.ts';
import type { Fixtures } from '../../suites/fixtures.ts';
import type { Suite } from '../../suites/suite.ts';
import type { BrokenResponse } from './broken-responses.ts';

/** A fault of a reference. `violates` lists clause ids, in which `*` matches any text. */
export type CatalogueFault = FaultTraits & { id: string; family: string };

/** The server that a trial tests, with what the suite needs to know about it. */
interface TestedServer {
  url: string;
  credentials: GivenCredentials;
  fixtures: Fixtures;
  /** Parts of valid requests, by operation id. */
  userMessages: ReadonlyMap<string, Partial<RequestMessage>>;
  close(): Promise<void>;
}

export interface TestedServerOptions {
  fault?: string;
  variants?: readonly string[];
  /** Determines the choices that the contract leaves to a server; undefined for the defaults of the reference. */
  seed?: number;
}

/** A reference with its faults and variants. */
export interface Catalogue {
  /** The value of `--reference` that selects it. */
  name: string;
  faults: readonly CatalogueFault[];
  /** The ids of the variants. */
  variants: readonly string[];
  suites: readonly Suite[];
  /** Maximum number of requests for each operation, within which a deterministic fault must be found. */
  requestsPerOperation: number;
  loadContract(): Promise<Contract>;
  start(options: TestedServerOptions, contract: Contract): Promise<TestedServer>;
  /** Creates responses that violate single clauses, to measure which clauses find faults. Not measured if absent. */
  createBrokenResponses?(contract: Contract): readonly BrokenResponse[];
}
