import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { type ExploredCase, exploreCases } from '../cases/exploration.ts';
import { repeatProbes } from '../schedule/repeat-probes.ts';
import { roundRobin } from '../schedule/round-robin.ts';
import { selectShard } from '../schedule/shard.ts';
import { takeFirst, takeWhile } from '../schedule/take.ts';
import { isTimeout, isUnavailable } from '../verdicts/availability.ts';
import { findRejectionStatus } from '../verdicts/rejected-credentials.ts';
import { createBodyRetention } from './body-retention.ts';
import { createExchangeRecorder } from './exchange-recorder.ts';
import { explorationLimit, GONE_AFTER, OPENING_CASES } from './limits.ts';
import { mapInOrder } from './map-in-order.ts';
import type { Counterexample, Execution, ExecutionInput, Progress } from './model.ts';
import { shrink } from './shrink.ts';

/** Creates the state of a run: which cases were sent, what they showed, and how much of the budget is left. */
export function createExecution(input: ExecutionInput) {
  const { contexts, client, budget, runs, shard, signal, onStage } = input;
  const recorder = createExchangeRecorder(contexts, input.clauseResults);
  const counterexamples: Counterexample[] = [];
  const retainBody = createBodyRetention();
  const explored = new WeakMap<Case, ExploredCase>();
  const refusedSubcases: Case[] = [];
  const planned: Case[] = [];
  let isPlanComplete = false;
  let nextPlanned = 0;
  let cases = 0;
  let aborted = 0;
  let nextId = 1;
  const requestsBefore = client.stats().requests;
  const planLimit = budget.plan + budget.discovery;

  /** Requests sent or in flight. The client counts retries, but a request only when it has ended. */
  const countRequests = (): number => Math.max(client.stats().requests, requestsBefore + nextId - 1);

  const canContinue = (): boolean =>
    !signal?.aborted &&
    client.stats().rateLimitError === undefined &&
    recorder.counts().failureStreak < GONE_AFTER;

  function record(exchange: Exchange, phase: Progress['phase']): void {
    if (exchange.failure?.kind === 'aborted' && phase === 'plan') aborted += 1;
    if (exchange.failure?.kind !== 'aborted') cases += 1;
    const { subcases } = exchange.case;
    if (subcases && exchange.response && exchange.response.status >= 300) refusedSubcases.push(...subcases);
    const newlyFailed = recorder.record(exchange).map(({ clause }) => clause);
    const kept = recorder.exchanges().at(-1) ?? exchange; // an exchange with a new finding is always kept
    for (const clause of newlyFailed) counterexamples.push({ clause, exchange: kept, cases, shrinks: 0 });
    if (newlyFailed.length === 0) explored.delete(exchange.case); // nothing to shrink
    const total = phase === 'plan' && isPlanComplete ? { planned: planned.length } : {};
    onStage?.({ phase, cases, findings: counterexamples.length, newlyFailed, ...total });
  }

  async function send(list: Iterable<Case>, phase: Progress['phase'], limit: number): Promise<void> {
    const affordable = takeWhile(list, () => countRequests() < limit && canContinue());
    const sent = mapInOrder(affordable, budget.concurrency, (each) => client.send(each, nextId++));
    for await (const exchange of sent) record(exchange, phase);
  }

  /** The next planned cases. A case counts as sent when the following one is requested. */
  function* takePlanned(count: number): Generator<Case> {
    const end = Math.min(nextPlanned + count, planned.length);
    for (; nextPlanned < end; nextPlanned += 1) yield* planned.slice(nextPlanned, nextPlanned + 1);
  }

  /** Random cases of all operations in turn. Their origin is remembered for shrinking. */
  function* takeRandom(count: number): Generator<Case> {
    const streams = [...contexts.values()].map((context) => exploreCases(context));
    for (const each of takeFirst(roundRobin(streams), count)) {
      explored.set(each.case, each);
      yield each.case;
    }
  }

  /** Sends the rest of the plan, which is aimed at clauses, then random cases mixed with repeated probes. */
  async function explore(): Promise<void> {
    const total = runs ?? budget.requests * (shard?.count ?? 1);
    await send(takePlanned(planned.length), 'exploration', budget.requests); // planned cases are minimal: no shrinking
    const limit = explorationLimit(budget, countRequests());
    const random = total > 0 ? repeatProbes(takeRandom(total), planned) : [];
    await send(selectShard(random, shard), 'exploration', limit);
  }

  async function shrinkAll(): Promise<void> {
    const hasBudget = () => countRequests() < budget.requests && canContinue();
    for (const [position, counterexample] of counterexamples.entries()) {
      const { clause, exchange } = counterexample;
      const origin = explored.get(exchange.case);
      const context = contexts.get(exchange.case.operation);
      if (!origin || !context || !hasBudget()) continue;
      const smallest = await shrink(context, origin, clause, async (candidate) =>
        hasBudget() ? client.send(candidate, nextId++) : undefined,
      );
      if (smallest)
        counterexamples[position] = {
          ...counterexample,
          shrinks: smallest.shrinks,
          exchange: retainBody(smallest.exchange),
        };
    }
  }

  /** Whether nothing more can be learnt: the target does not answer, or rejects the credentials. */
  function isHopeless(): boolean {
    const [first, ...others] = recorder.exchanges();
    const hasNoResponse = client.stats().answered === 0;
    if (!first) return hasNoResponse;
    if (findRejectionStatus([first])) return true;
    if (recorder.counts().answered > 0) return false;
    return (
      others.length + 1 >= OPENING_CASES || ((isUnavailable(first) || isTimeout(first)) && hasNoResponse)
    );
  }

  function explainUnsent(): string | undefined {
    const unsent = planned.length - nextPlanned + aborted;
    if (unsent === 0 && isPlanComplete) return undefined;
    const what = isPlanComplete ? `${unsent} of ${planned.length} planned cases` : 'the other planned cases';
    return countRequests() < planLimit
      ? `${what} were not sent, as the run was stopped after ${cases}`
      : `${what} were not sent, as there were requests for ${cases} only`;
  }

  return {
    /** Appends cases to the plan. */
    addCases: (added: readonly Case[]): void => {
      planned.push(...added);
    },
    /** Declares the plan complete and returns it. */
    completePlan: (): readonly Case[] => {
      isPlanComplete = true;
      return planned;
    },
    sendPlanned: (count: number): Promise<void> => send(takePlanned(count), 'plan', planLimit),
    /** Sends the subcases of every combined case that was refused, to find out which of them the target refuses. */
    sendSubcases: (): Promise<void> => send(refusedSubcases, 'plan', planLimit),
    explore,
    shrinkAll,
    isHopeless,
    /** Judges the rules that need several exchanges, and returns the result. */
    end: (): Execution => {
      recorder.compareExchanges();
      const unsentNote = explainUnsent();
      return { recorder, counterexamples, cases, ...(unsentNote && { unsentNote }) };
    },
  };
}
