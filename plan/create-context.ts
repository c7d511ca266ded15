import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { ValidContext } from '../arbitraries/valid-context.ts';
import { validMessage } from '../arbitraries/valid-message.ts';
import { serializeRequest } from '../http/serialize/serialize-request.ts';
import type { OperationModel } from '../spec/clauses/operation-model.ts';
import { lazy } from '../spec/memoize.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import type { RequestSpec } from '../spec/openapi/request.ts';
import type { DiscoveryResult } from '../suites/fixtures.ts';
import type { SeedMessage, Suite } from '../suites/suite.ts';
import { createTemplate, type RequestTemplate } from './cases/request-template.ts';
import { createSeedMessages } from './cases/seed-messages.ts';
import type { PlanContext, PlanInput } from './context.ts';
import { ifSupported } from './if-supported.ts';

/** Maximum number of listed customers used as seed messages: each costs a request. */
const maxListed = { largeBudget: 12, smallBudget: 3 };

/** Creates the plan context of one operation. Seed messages and the template are computed on first access. */
export function createContext(
  input: PlanInput,
  model: OperationModel,
  suite: Suite | undefined,
  discovery: DiscoveryResult,
): PlanContext {
  const { contract, seed, local, full, client } = input;
  const { fixtures, customers } = discovery;
  const values: ValidContext = {
    contract,
    direction: 'request',
    ...(suite && { reservedNames: suite.reservedNames }),
  };
  const start = lazy(() => createStart(input, model, suite, discovery, values));
  return {
    ...{ contract, model, fixtures, values, seed, local, full },
    suiteContext: {
      fixtures,
      unknownIds: createUnknownIds(seed),
      credentialsAccepted: false,
      listedCustomers: new Map(customers.map((customer) => [String(customer.id), customer])),
      getTokenPrefix: (placeholder) => client.redactor.publicPrefix(placeholder),
    },
    ...(suite && { suite }),
    get template() {
      return start().template;
    },
    get seedMessages() {
      return start().seedMessages;
    },
    get unsupported() {
      return start().unsupported;
    },
  };
}

interface Start {
  template: RequestTemplate;
  seedMessages: readonly SeedMessage[];
  unsupported: string | undefined;
}

function createStart(
  { seed, budget }: PlanInput,
  { request, operation }: OperationModel,
  suite: Suite | undefined,
  discovery: DiscoveryResult,
  values: ValidContext,
): Start {
  let unsupported: string | undefined;
  const leaveOut = (reason: string): undefined => {
    unsupported = reason;
  };
  const limit = budget.plan > 300 ? maxListed.largeBudget : maxListed.smallBudget;
  const seedMessages =
    ifSupported(
      () => request && createSeedMessages(request, suite, discovery, values, seed, limit),
      leaveOut,
    ) ?? [];
  const generated = ifSupported(() => generateRequest(operation, values, seed), leaveOut);
  return {
    seedMessages,
    template: createTemplate(operation, generated ?? plainRequest(operation)),
    unsupported,
  };
}

/** Ids that no resource has, the same for the same seed: a v4 UUID (RFC 9562 section 5.4) and a text. */
function createUnknownIds(seed: number): { uuid: string; text: string } {
  const hex = createHash('sha256').update(`polar-conformance ${seed}`).digest('hex');
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
  return { uuid, text: `conformance-${hex.slice(32, 44)}` };
}

const plainRequest = ({ method, path, security }: Operation): RequestSpec => ({
  ...{ method, path, headers: [] },
  credentials: security.length === 0 ? 'none' : 'access',
});

/** A request with valid parameters; with the path as written if the operation has none. */
function generateRequest(operation: Operation, values: ValidContext, seed: number): RequestSpec {
  const plain = plainRequest(operation);
  if (operation.parameters.length === 0) return plain;
  const [generated] = fc.sample(validMessage(operation, values), { seed, numRuns: 1 });
  return generated ? serializeRequest(operation, generated) : plain;
}
