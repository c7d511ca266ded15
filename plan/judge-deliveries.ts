import { createDeliveryJudge } from '../oracles/deliveries/judge-delivery.ts';
import type { Clause } from '../spec/clauses/clause.ts';
import { createContractClauses } from '../spec/clauses/operation-model.ts';
import { ALL_WEBHOOKS, createDeliveryClauses } from '../spec/clauses/rules/deliveries.ts';
import type { TrafficCoverage } from '../spec/clauses/traffic-coverage.ts';
import type { ClauseResult, Observation, Verdict } from '../spec/clauses/verdict.ts';
import { createWebhookModel, listUsableWebhooks } from '../spec/clauses/webhook-model.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { Exchange, RecordedDelivery } from '../spec/openapi/exchange.ts';
import { listSignatures } from '../spec/openapi/list-signatures.ts';
import { isWebhookId } from '../spec/openapi/operation-labels.ts';
import type { TrafficJudgement } from './judge-traffic.ts';
import { createTrafficRecorder, type TrafficFinding } from './traffic-recorder.ts';
import { createClauseResults } from './verdicts/clause-results.ts';
import type { Explanation } from './verdicts/explanation.ts';
import { judgeContract } from './verdicts/judge-contract.ts';
import { explainUnverified } from './verdicts/unverified-reasons.ts';

/** The webhooks by which deliveries are judged. */
export interface DeliveriesInput {
  contract: Contract;
  /** The selected webhooks of the contract. Deliveries of its other events are left out. */
  webhooks: readonly Operation[];
  /** Whether the API is known to follow Standard Webhooks. */
  followsStandard: boolean;
  /** The version of the signatures that the given key can verify; undefined if no key is given. */
  keyVersion: 'v1' | 'v1a' | undefined;
  /** The environment variable of the key. */
  keyVariable: string;
  /** Maximum number of deliveries to keep for the reports; after it, only those with new findings are kept. */
  maxExchanges: number;
}

/** What one delivery shows. */
export interface DeliveryResult {
  exchange: Exchange;
  verdict: Extract<Verdict, 'passed' | 'failed' | 'noticed'>;
  /** The findings with a cause that no earlier delivery has shown. */
  findings: TrafficFinding[];
}

/** Judges deliveries as they arrive. */
export interface DeliveriesJudge {
  /** Judges a delivery. Returns undefined if it is of an event that is not selected. */
  add(delivery: RecordedDelivery): DeliveryResult | undefined;
  /** Returns the verdicts. Clauses that no delivery shows are unverified. */
  finish(): TrafficJudgement;
}

export function createDeliveriesJudge(input: DeliveriesInput): DeliveriesJudge {
  const { contract, webhooks, followsStandard, maxExchanges } = input;
  const models = listUsableWebhooks(contract).map((webhook) => createWebhookModel(contract, webhook));
  const selected = models.filter(({ webhook }) => webhooks.includes(webhook));
  const clauses = new Map<string, () => readonly Clause[]>([
    ['', () => createContractClauses(contract)],
    [ALL_WEBHOOKS, createDeliveryClauses],
    ...selected.map((model) => [model.webhook.id, () => model.clauses] as const),
  ]);
  const clauseResults = createClauseResults(clauses);
  judgeContract(contract, clauseResults);
  const recorder = createTrafficRecorder(clauses, clauseResults, maxExchanges);
  const levels = new Map(createDeliveryClauses().map(({ id, level }) => [id, level]));
  const judge = createDeliveryJudge(models, followsStandard);
  const versions = new Set<string>();
  const counter = createDeliveryCounter(selected.map(({ webhook }) => webhook.id));
  return {
    add(delivery) {
      const { exchange, model, ofAll, ofEvent } = judge(delivery);
      if (model && !selected.includes(model)) return undefined;
      counter.add(exchange);
      for (const { version } of listSignatures(exchange.sent.headers)) versions.add(version);
      const { operation } = exchange.case;
      const findings = [
        ...recorder.record(ALL_WEBHOOKS, exchange, ofAll),
        ...(ofEvent.length > 0 ? recorder.record(operation, exchange, ofEvent) : []),
      ];
      return { exchange, verdict: decideVerdict([...ofAll, ...ofEvent], levels), findings };
    },
    finish() {
      const results = clauseResults.list((clause) =>
        explain(clause, counter.isUsed(clause.operation), versions, input),
      );
      return { results, exchanges: recorder.listExchanges(), ...counter.summarize(results) };
    },
  };
}

/** @param levels those of the clauses that are not MUST */
function decideVerdict(
  observations: readonly Observation[],
  levels: ReadonlyMap<string, Clause['level']>,
): DeliveryResult['verdict'] {
  const violated = observations.filter(({ finding }) => finding);
  if (violated.some(({ clause }) => (levels.get(clause) ?? 'MUST') === 'MUST')) return 'failed';
  return violated.length > 0 ? 'noticed' : 'passed';
}

/**
 * Explains why no delivery judged a clause, and what the user can do.
 * @param versions those of all signatures
 */
function explain(
  clause: Clause,
  isUsed: boolean,
  versions: ReadonlySet<string>,
  input: DeliveriesInput,
): Explanation {
  const ofKey = clause.id === `${ALL_WEBHOOKS}/delivery:signed` ? explainKey(versions, input) : undefined;
  if (ofKey) return ofKey;
  if (clause.unsupported === undefined && isWebhookId(clause.operation) && !isUsed)
    return { reason: 'no delivery was of its event', remedy: undefined };
  return explainUnverified(clause, undefined, undefined, undefined);
}

/** Explains that no key was given, or one that cannot verify the signatures of the deliveries. */
function explainKey(
  versions: ReadonlySet<string>,
  { keyVersion, keyVariable }: DeliveriesInput,
): Explanation | undefined {
  if (keyVersion !== 'v1a' && versions.has('v1a') && !versions.has('v1'))
    return {
      reason: 'the deliveries have only asymmetric signatures (`v1a`), and their public key is not known',
      remedy: `set ${keyVariable} to the public key (whpk_…)`,
    };
  if (keyVersion === 'v1a' && versions.has('v1') && !versions.has('v1a'))
    return {
      reason: 'the deliveries have only symmetric signatures (`v1`), and the given key is a public one',
      remedy: `set ${keyVariable} to the secret`,
    };
  return keyVersion === undefined
    ? { reason: 'the secret of the signatures is not known', remedy: `set ${keyVariable}` }
    : undefined;
}

const MAX_UNMATCHED = 100;

/** Counts deliveries by event. */
function createDeliveryCounter(ids: readonly string[]) {
  const countById = new Map<string, number>();
  const [statuses, unmatched] = [new Set<number>(), new Set<string>()];
  let [deliveries, unmatchedDeliveries] = [0, 0];
  return {
    add({ case: { operation, description }, response }: Exchange): void {
      deliveries += 1;
      if (response) statuses.add(response.status);
      if (operation !== ALL_WEBHOOKS) countById.set(operation, (countById.get(operation) ?? 0) + 1);
      else {
        unmatchedDeliveries += 1;
        if (unmatched.size < MAX_UNMATCHED) unmatched.add(description);
      }
    },
    isUsed: (operation: string): boolean => countById.has(operation),
    summarize(results: readonly ClauseResult[]): Pick<TrafficJudgement, 'operations' | 'coverage'> {
      const ofDeliveries = results.filter(({ clause }) => clause.operation !== '');
      const none = { covered: 0, total: 0, missing: [] };
      const coverage: TrafficCoverage = {
        exchanges: deliveries,
        statuses: [...statuses].sort((one, other) => one - other),
        operations: {
          ...{ covered: countById.size, total: ids.length },
          missing: ids.filter((id) => !countById.has(id)),
        },
        ...{ responses: none, parameters: none },
        clauses: {
          covered: ofDeliveries.filter(({ observed }) => observed > 0).length,
          total: ofDeliveries.length,
        },
        unmatched: { exchanges: unmatchedDeliveries, paths: [...unmatched] },
      };
      return { operations: [...countById].map(([operation, tries]) => ({ operation, tries })), coverage };
    },
  };
}
