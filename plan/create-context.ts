import { createHash } from 'node:crypto';
import type { ValidContext } from '../arbitraries/valid-context.ts';
import { serializeRequest } from '../http/serialize/serialize-request.ts';
import { lazy } from '../spec/memoize.ts';
import type { Operation, SecurityScheme } from '../spec/openapi/contract.ts';
import { emptyMessage, withMessageBody } from '../spec/openapi/request-message.ts';
import { changesItem } from '../spec/openapi/resources.ts';
import { listTestableSchemes } from '../spec/openapi/security.ts';
import type { DiscoveryResult } from '../suites/fixtures.ts';
import type { SeedMessage, Suite } from '../suites/suite.ts';
import type { AcceptanceSearch } from './acceptance-search.ts';
import type { ProposalInput } from './cases/proposal-input.ts';
import { createSeedMessages } from './cases/seed-messages.ts';
import type { Client } from './client.ts';
import type { PlanContext, PlanInput } from './context.ts';
import { ifSupported } from './if-supported.ts';
import type { TestedOperation } from './suite-clauses.ts';
import type { ValuePool } from './value-pool.ts';

/** Maximum number of listed customers used as seed messages: each costs a request. */
const maxListed = { largeBudget: 12, smallBudget: 3 };

/** Creates the plan context of one operation. Seed messages are computed on first access. */
export function createContext(
  input: PlanInput,
  { model, suite, ownRules }: TestedOperation,
  discovery: DiscoveryResult,
  pool: ValuePool,
): PlanContext {
  const { contract, seed, local, full, allowChanges = false, client, userMessages } = input;
  const { fixtures, customers } = discovery;
  const { operation } = model;
  const values: ValidContext = {
    contract,
    direction: 'request',
    ...(suite && { reservedNames: suite.reservedNames }),
  };
  const userMessage = userMessages?.get(operation.id);
  const isOwnOnly = !allowChanges && changesItem(operation, contract.operations);
  const itemParameter = operation.parameters.findLast((parameter) => parameter.in === 'path')?.name;
  const proposals: ProposalInput = {
    ...{ operation, values, seed },
    findValues: (name, path) =>
      pool.find(name, path, isOwnOnly && path !== undefined && name === itemParameter),
    ...(isOwnOnly && { isOwnOnly }),
    ...(userMessage && { userMessage }),
  };
  const start = lazy(() => createStart(input, proposals, suite, discovery));
  let acceptance: AcceptanceSearch | undefined;
  const context: PlanContext = {
    ...{ contract, model, ownRules, fixtures, values, seed, local, full, allowChanges, proposals, pool },
    testedSchemes: selectTestedSchemes(operation, client),
    suiteContext: {
      fixtures,
      unknownIds: createUnknownIds(seed),
      credentialsAccepted: false,
      listedCustomers: new Map(customers.map((customer) => [String(customer.id), customer])),
      getTokenPrefix: (placeholder) => client.redactor.publicPrefix(placeholder),
    },
    ...(suite && { suite }),
    isSeedAccepted: false,
    get template() {
      const [first] = context.seedMessages;
      const request = serializeRequest(operation, withMessageBody(first?.message ?? emptyMessage, undefined));
      return { operation, request };
    },
    get seedMessages() {
      const accepted = acceptance?.accepted ?? [];
      return accepted.length > 0 ? accepted : start().seedMessages;
    },
    get acceptance() {
      return acceptance;
    },
    set acceptance(result) {
      acceptance = result;
    },
    get unsupported() {
      return start().unsupported;
    },
  };
  return context;
}

/**
 * Selects the testable schemes for which there are credentials; if there is none, the first testable scheme, because
 * some probes need no credentials.
 */
function selectTestedSchemes({ id, security }: Operation, client: Client): SecurityScheme[] {
  const testable = listTestableSchemes(security);
  const given = testable.filter(({ name }) =>
    client.hasCredentials(id, { credentials: 'access', scheme: name }),
  );
  return given.length > 0 ? given : testable.slice(0, 1);
}

interface Start {
  seedMessages: readonly SeedMessage[];
  unsupported: string | undefined;
}

function createStart(
  { budget }: PlanInput,
  proposals: ProposalInput,
  suite: Suite | undefined,
  discovery: DiscoveryResult,
): Start {
  let unsupported: string | undefined;
  const limit = budget.plan > 300 ? maxListed.largeBudget : maxListed.smallBudget;
  const seedMessages =
    ifSupported(
      () => createSeedMessages(proposals, suite, discovery, limit),
      (reason): undefined => {
        unsupported = reason;
      },
    ) ?? [];
  if (seedMessages.length === 0) unsupported ??= 'no valid request can be generated';
  return { seedMessages, unsupported };
}

/** Creates ids that belong to no resource, derived from the seed: a v4 UUID (RFC 9562 section 5.4) and a text. */
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
