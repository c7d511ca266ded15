import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { ValidContext } from '../arbitraries/context.ts';
import { validRequest } from '../arbitraries/request.ts';
import type { Clause } from '../spec/clauses/clause.ts';
import {
  contractClauses,
  createOperationModel,
  type OperationModel,
} from '../spec/clauses/operation-model.ts';
import type { ClauseResult, Observation } from '../spec/clauses/verdict.ts';
import { contractRules, defectsAgainst } from '../spec/document/defects.ts';
import type { Fixtures, Known } from '../spec/fixtures.ts';
import { lazy } from '../spec/memoize.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { Exchange, RequestSpec } from '../spec/openapi/exchange.ts';
import type { Suite } from '../suites/suite.ts';
import { templateOf } from './cases/request-template.ts';
import { basesOf } from './cases/seed-messages.ts';
import type { Allowance, Client } from './client.ts';
import type { PlanContext } from './context.ts';
import { createLedger, type Ledger } from './execute/clause-results.ts';
import { discover } from './execute/discover.ts';
import { isUnanswered, type Journal, silence } from './execute/exchange-recorder.ts';
import { conduct } from './execute/execute.ts';
import { type Conducted, gone, type Stage } from './execute/execution.ts';
import { refusedToken } from './execute/rejected-credentials.ts';
import { reasonFor } from './execute/unverified-reasons.ts';
import { unless } from './if-supported.ts';

/** What a conformance run is made of. */
export interface ConformanceInput {
  contract: Contract;
  /** The operations to test; all, when not given. */
  operations?: readonly Operation[] | undefined;
  suites: readonly Suite[];
  fixtures: Fixtures;
  client: Client;
  allowance: Allowance;
  seed: number;
  local: boolean;
  full: boolean;
  runs?: number | undefined;
  shard?: { index: number; count: number } | undefined;
  /** Ends the sending: what was sent until then is judged. */
  signal?: AbortSignal | undefined;
  onStage?(stage: Stage): void;
}

export interface Conformance {
  judgements: ClauseResult[];
  conducted: Conducted;
  /** How many requests discovery took. */
  discovered: number;
  notes: string[];
  /** Why nothing could be judged. */
  problem?: string;
}

/** Judges a target by a contract: discovery, plan, exploration, verdicts. Sends only through the client. */
export async function testConformance(input: ConformanceInput): Promise<Conformance> {
  const { contexts, notes } = await prepare(input);
  const discovered = input.client.tally().requests;
  const ledger = createLedger(clausesOf(contexts));
  judgeDocument(input.contract, ledger);
  const { client, allowance, runs, shard, signal, onStage } = input;
  const conducted = await conduct({
    contexts,
    ledger,
    client,
    allowance,
    runs,
    shard,
    signal,
    ...(onStage && { onStage }),
  });
  const problem = problemOf(input, conducted) ?? unusableDocument(contexts);
  const judgements = ledger.judgements((clause) =>
    reasonFor(clause, contexts.get(clause.operation), conducted.cut),
  );
  return {
    judgements: problem ? judgements.map((one) => asError(one, problem, conducted.journal)) : judgements,
    conducted,
    discovered,
    notes: [...notes, ...(conducted.cut && !problem ? [conducted.cut] : [])],
    ...(problem && { problem }),
  };
}

/** Every operation with what its plan needs. Nothing is sent but discovery. */
export async function prepare(
  input: ConformanceInput,
): Promise<{ contexts: Map<string, PlanContext>; notes: string[] }> {
  const { contract, operations = contract.operations, full } = input;
  const contexts = new Map<string, PlanContext>();
  const notes: string[] = [];
  for (const operation of operations) {
    const suite = input.suites.find((one) => one.operation === operation.id);
    const nothing: Known = { fixtures: input.fixtures, customers: [], members: [] };
    const found = suite
      ? await discover(suite, input.fixtures, input.client, input.allowance.discovery)
      : { known: nothing, notes: [] };
    notes.push(...found.notes);
    contexts.set(
      operation.id,
      contextOf(input, createOperationModel(contract, operation, full), suite, found.known),
    );
  }
  return { contexts, notes };
}

/** So many listed customers are worth a request each: every one where requests cost nothing. */
const mostListed = { local: 12, remote: 3 };

function contextOf(
  input: ConformanceInput,
  subject: OperationModel,
  suite: Suite | undefined,
  known: Known,
): PlanContext {
  const { contract, seed, local, full, client, allowance } = input;
  const { request, operation } = subject;
  const { fixtures, customers } = known;
  const values: ValidContext = { contract, direction: 'request', ...(suite && { reserved: suite.reserved }) };
  const most = allowance.plan > 300 ? mostListed.local : mostListed.remote;
  const start = lazy(() => {
    let unusable: string | undefined;
    const leaveOut = (why: string): undefined => {
      unusable = why;
    };
    const bases = unless(() => request && basesOf(request, suite, known, values, seed, most), leaveOut) ?? [];
    const generated = unless(() => generatedRequest(operation, values, seed), leaveOut);
    return { bases, template: templateOf(operation, generated ?? plainRequest(operation)), unusable };
  });
  return {
    ...{ contract, model: subject, fixtures, values, seed, local, full },
    suiteContext: {
      fixtures,
      unknown: unknownNames(seed),
      credentialsAccepted: false,
      listed: new Map(customers.map((customer) => [String(customer.id), customer])),
      ofOneOrganization: fixtures.accessToken?.startsWith('polar_oat_') ?? false,
      prefixOf: (placeholder) => client.redactor.prefixOf(placeholder),
    },
    ...(suite && { suite }),
    get template() {
      return start().template;
    },
    get seedMessages() {
      return start().bases;
    },
    get unsupported() {
      return start().unusable;
    },
  };
}

/** Names that no target knows, the same for the same seed: a v4 UUID (RFC 9562, section 5.4) and a word. */
function unknownNames(seed: number): { uuid: string; text: string } {
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

/** A request with valid parameters; the path as it is where none are described. */
function generatedRequest(operation: Operation, values: ValidContext, seed: number): RequestSpec {
  const plain = plainRequest(operation);
  if (operation.parameters.length === 0) return plain;
  const [generated] = fc.sample(validRequest(operation, values), { seed, numRuns: 1 });
  return { ...(generated?.request ?? plain), credentials: plain.credentials };
}

/** The clauses of the contract itself and of each operation. */
function clausesOf(contexts: ReadonlyMap<string, PlanContext>): Map<string, () => Clause[]> {
  const ofOperations = [...contexts].map(([id, { model, suite }]): [string, () => Clause[]] => [
    id,
    () => [...model.clauses, ...semanticClauses(model.operation, suite)],
  ]);
  return new Map([['', contractClauses], ...ofOperations]);
}

/** The clauses that a suite adds to its operation. */
export function semanticClauses(operation: Operation, suite: Suite | undefined): Clause[] {
  return (suite?.rules ?? []).map(({ name, level, schemaPointer, description }) => ({
    id: `${operation.id}/${name}`,
    level,
    family: 'semantics',
    operation: operation.id,
    schemaPointer,
    description,
  }));
}

/** The document is judged by itself: a slip in it is noticed at its line. */
function judgeDocument(contract: Contract, ledger: Ledger): void {
  for (const rule of contractRules) {
    const clause = `contract:${rule.name}`;
    const [defect] = defectsAgainst(rule, contract);
    const finding = defect && {
      clause,
      exchanges: [],
      location: 'body' as const,
      expected: rule.says,
      received: { words: `${defect.source.file}:${defect.source.line} ${defect.description}` },
      cause: clause,
    };
    const observation: Observation = { clause, ...(finding && { finding }) };
    ledger.record('', 0, [observation]);
  }
}

/** The last two of a run got no answer, though cases were left to send. */
const lastTwo = 2 * silence;

/** Why the run is an error: nobody there, credentials refused, no patience left, or a target that keeps failing over. */
function problemOf({ client, signal }: ConformanceInput, { journal, cut }: Conducted): string | undefined {
  const { gaveUp } = client.tally();
  if (gaveUp) return gaveUp;
  const kept = journal.kept();
  const { answered, unanswered, denied, inARow } = journal.counts();
  const many = Math.max(2, (answered + unanswered) * 0.02);
  const why = kept.map(reasonOfSilence).find((reason) => reason !== undefined);
  if (answered === 0 && signal?.aborted && !why) return undefined; // nobody was given the time
  if (answered === 0 && why) return `the target did not answer: ${why}`;
  if (answered === 0)
    return client.can('access')
      ? 'no request could be sent'
      : 'no request could be sent without an access token: set POLAR_ACCESS_TOKEN';
  const refused = refusedToken(kept);
  if (refused !== undefined) return refusals[refused];
  if (unanswered > many)
    return `the target kept failing over: ${unanswered} requests got no answer (${why ?? ''})`;
  if (denied > many)
    return `the target refused the access token ${denied} times, though it had taken it before (401)`;
  if (unanswered > 1 && (inARow >= gone || (cut !== undefined && inARow >= lastTwo)))
    return `the target stopped answering${why === undefined ? '' : ` (${why})`}`;
  return undefined;
}

/** That no operation can be asked anything: what its probes show says nothing of the contract. */
function unusableDocument(contexts: ReadonlyMap<string, PlanContext>): string | undefined {
  const all = [...contexts.values()];
  return all.length > 0 && all.every(({ unsupported }) => unsupported !== undefined)
    ? `no request can be made of the document: ${all[0]?.unsupported}`
    : undefined;
}

const reasonOfSilence = (exchange: Exchange): string | undefined => {
  const { failure, response } = exchange;
  if (failure) return failure.kind === 'aborted' ? undefined : failure.message;
  return response && isUnanswered(exchange) ? `status ${response.status}` : undefined;
};

const refusals = {
  401: 'the target refuses the access token (401): check POLAR_ACCESS_TOKEN',
  403: 'the access token is not allowed to do this (403): it needs the scope of the operation',
} as const;

/** With a problem, what an answer was seen to violate stays a failure, not that none came; and nothing passes. */
function asError(judgement: ClauseResult, problem: string, journal: Journal): ClauseResult {
  const { clause, found } = judgement;
  const stands = found > 0 && journal.isWitnessed(clause.id);
  const refused = Object.values<string>(refusals).includes(problem); // then not even a failure says anything
  if ((stands && !refused) || clause.family === 'contract') return judgement;
  return { ...judgement, verdict: 'error', reason: problem, findings: [], found: 0 };
}
