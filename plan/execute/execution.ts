import { findShownExchange } from '../../oracles/resources/judge-scenario.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { findResources } from '../../spec/openapi/resources.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import { type ExploredCase, exploreCases } from '../cases/exploration.ts';
import { createFollowUpCases } from '../cases/follow-ups.ts';
import { listOpenSubcases } from '../cases/list-open-subcases.ts';
import { findClientError, isRateLimited } from '../client.ts';
import type { ScenarioClient } from '../scenarios/actor.ts';
import { bindCreated } from '../scenarios/bind.ts';
import { runScenario, type ScenarioResult } from '../scenarios/run-scenarios.ts';
import { orderByDependency } from '../schedule/order-by-dependency.ts';
import { repeatProbes } from '../schedule/repeat-probes.ts';
import { roundRobin } from '../schedule/round-robin.ts';
import { selectShard } from '../schedule/shard.ts';
import { takeFirst } from '../schedule/take.ts';
import { takeUnjudged } from '../schedule/take-unjudged.ts';
import { isPostponed, isTimeout, isUnavailable } from '../verdicts/availability.ts';
import { findRejectedOperations } from '../verdicts/rejected-credentials.ts';
import { createBodyRetention } from './body-retention.ts';
import { createCaseRenewal } from './case-renewal.ts';
import { createCaseSender } from './case-sender.ts';
import { confirmFindings } from './confirm-findings.ts';
import { createCreatedItems } from './created-items.ts';
import { createExchangeRecorder } from './exchange-recorder.ts';
import { explainUnsent } from './explain-unsent.ts';
import { findAccepted } from './find-accepted.ts';
import {
  explorationLimit,
  limitConfirmed,
  limitUnjudged,
  MAX_FAILURE_STREAK,
  OPENING_CASES,
  reserveForScenarios,
  reserveToConfirm,
  searchLimit,
} from './limits.ts';
import { createLockoutDetector } from './lockout.ts';
import type { Counterexample, Execution, ExecutionInput, Progress } from './model.ts';
import { createPlanQueue } from './plan-queue.ts';
import { shrink } from './shrink.ts';
import { createStallDetector } from './stalls.ts';

/** Creates the state of a run, with the steps of which `execute` consists. */
export function createExecution(input: ExecutionInput) {
  const { contexts, client, budget, runs, shard, onStage } = input;
  const isLimited = (operation: string): boolean => isRateLimited(client, operation);
  const recorder = createExchangeRecorder(contexts, input.clauseResults, isLimited);
  const isGone = (): boolean => recorder.counts().failureStreak >= MAX_FAILURE_STREAK;
  /** Whether the time limit or an interruption has ended the run. */
  const isStopped = (): boolean => client.stats().isStopped === true || input.signal?.aborted === true;
  const renewal = createCaseRenewal(contexts, async (theCase) => {
    const exchange = await sender.sendOne(theCase);
    if (exchange) record(exchange, 'plan');
    return exchange;
  });
  const resources = findResources([...contexts.values()].map(({ model }) => model.operation));
  const created = createCreatedItems(contexts, resources);
  const lockout = createLockoutDetector();
  const stalls = createStallDetector();
  const isEnd = (): boolean =>
    isStopped() || isGone() || isRejected() || lockout.lastAccepted() !== undefined;
  const sender = createCaseSender(input, isEnd, renewal.renew, created.collect);
  const plan = createPlanQueue();
  let counterexamples: Counterexample[] = [];
  const retainBody = createBodyRetention();
  /** Explored cases by case id. Cases without findings are removed when their exchange is recorded. */
  const explored = new Map<string, ExploredCase>();
  /** The subcases that are to be sent, because the response to their combination does not decide them. */
  const openSubcases: Case[] = [];
  /** The cases of each operation that its share of the requests left out of the plan. */
  const cut: (readonly Case[])[] = [];
  /** The cases that are to be sent again before their responses are judged. */
  const postponed: Case[] = [];
  /** Number of exchanges with findings, which are to be confirmed. */
  let unconfirmed = 0;
  /** The number of requests after which planned cases wait for the scenarios. */
  const planLimit = budget.plan + budget.discovery - reserveForScenarios(resources, budget.requests);
  let cases = 0;
  let aborted = 0;

  const hasEnded = (): boolean => isStopped() || isGone() || findClientError(client) !== undefined;

  function record(exchange: Exchange, phase: Progress['phase']): void {
    if (exchange.failure?.kind !== 'aborted') cases += 1;
    // A request is also `aborted` if its credentials do not exist, for example a session token before any response
    // contains one.
    else if (phase === 'plan' && hasEnded()) aborted += 1;
    openSubcases.push(...listOpenSubcases(exchange));
    renewal.forgetUsedResource(exchange);
    const operation = contexts.get(exchange.case.operation)?.model.operation;
    if (operation) lockout.observe(operation, exchange);
    stalls.observe(exchange);
    const mayBeBusy = isPostponed(exchange) || stalls.isShared(exchange);
    if (phase !== 'confirmation' && mayBeBusy && !isLimited(exchange.case.operation)) {
      postponed.push(exchange.case);
      recorder.postpone(exchange);
    } else judge(exchange, phase);
  }

  function judge(exchange: Exchange, phase: Progress['phase']): void {
    const findings = recorder.record(exchange);
    const kept = recorder.exchanges().at(-1) ?? exchange; // an exchange with a new finding is always kept
    for (const { clause, cause } of findings)
      counterexamples.push({ clause, cause, exchange: kept, cases, shrinks: 0 });
    const newlyFailed = findings.map(({ clause }) => clause);
    if (findings.length === 0)
      explored.delete(exchange.case.id); // nothing to shrink
    else unconfirmed += 1;
    const total = phase === 'plan' && plan.isComplete() ? { planned: plan.cases.length } : {};
    onStage?.({ phase, cases, findings: counterexamples.length, newlyFailed, ...total });
  }

  /** The requests that are needed to confirm what was found so far are reserved. */
  async function send(list: Iterable<Case>, phase: Progress['phase'], limit: number): Promise<void> {
    const getLimit = (): number => Math.min(limit, budget.requests - countToConfirm());
    for await (const exchange of sender.send(list, getLimit)) {
      record(exchange, phase);
      await checkCredentials();
    }
  }

  /** Sends an accepted request again if the target seems to accept the credentials no longer. */
  async function checkCredentials(): Promise<void> {
    const check = lockout.takeCheck();
    const exchange = check && (await sender.sendOne(check));
    if (exchange) lockout.judgeCheck(exchange);
  }

  const countToConfirm = (): number => reserveToConfirm(budget, postponed.length + unconfirmed);

  /** Sends the postponed requests again, now that no other is in flight. */
  async function sendPostponed(): Promise<void> {
    for (const theCase of postponed.splice(0, limitConfirmed(budget))) {
      const exchange = await sender.sendOne(theCase);
      if (exchange) record(exchange, 'confirmation');
    }
  }

  /** Sends the follow-ups of every suite, and those that their responses make possible. */
  async function sendFollowUps(): Promise<void> {
    const sent = new Set<string>();
    const takeNew = (): Case[] =>
      [...contexts.values()]
        .flatMap((context) => createFollowUpCases(context, recorder.exchanges()))
        .filter(({ id }) => !sent.has(id));
    for (let cases = takeNew(); cases.length > 0; cases = takeNew()) {
      for (const { id } of cases) sent.add(id);
      await send(cases, 'plan', budget.requests);
    }
  }

  /** Runs the scenario of every resource in turn: at the same time, they would see the changes of each other. */
  async function runScenarios(): Promise<void> {
    const scenarioClient: ScenarioClient = {
      async send(theCase) {
        const exchange = await sender.sendOne(theCase);
        if (exchange) record(exchange, 'scenarios');
        return exchange;
      },
      hasOtherUser: (operation) => client.hasCredentials(operation, { credentials: 'other-user' }),
    };
    for (const resource of selectShard(resources, shard)) {
      if (isTargetUnusable()) return;
      for (const result of await runScenario(contexts, resource, resources, scenarioClient))
        recordScenario(result);
    }
  }

  function recordScenario(result: ScenarioResult): void {
    const { operation, observation, isIntermittent } = result;
    const shown = findShownExchange(result);
    if (!shown) return;
    for (const { clause, cause } of input.clauseResults.record(operation, shown.id, [observation])) {
      counterexamples.push({ clause, cause, exchange: retainBody(shown), cases, shrinks: 0 });
      if (isIntermittent) input.clauseResults.markIntermittent(operation, clause, cause);
      onStage?.({ phase: 'scenarios', cases, findings: counterexamples.length, newlyFailed: [clause] });
    }
  }

  /** Yields random cases of all operations in turn, and remembers each case with its seed for shrinking. */
  function* takeRandom(count: number): Generator<Case> {
    const streams = [...contexts.values()].map((context) => exploreCases(context));
    for (const each of takeFirst(roundRobin(streams), count)) {
      explored.set(each.case.id, each);
      yield each.case;
    }
  }

  /**
   * Sends the rest of the plan, then what the plan left out and no request has judged, then random cases mixed with
   * repeated probes.
   */
  async function explore(): Promise<void> {
    const total = runs ?? budget.requests * (shard?.count ?? 1);
    // planned cases are not shrunk: each has only one change
    await send(plan.take(plan.cases.length), 'exploration', budget.requests);
    const limit = explorationLimit(budget, sender.countRequests());
    const unjudged = takeUnjudged(cut, input.clauseResults.isJudged);
    if (total > 0)
      await send(selectShard(unjudged, shard), 'exploration', limitUnjudged(limit, sender.countRequests()));
    const random = total > 0 ? repeatProbes(takeRandom(total), plan.cases) : [];
    await send(selectShard(random, shard), 'exploration', limit);
  }

  async function shrinkAll(): Promise<void> {
    for (const [position, counterexample] of counterexamples.entries()) {
      const { clause, exchange } = counterexample;
      const origin = explored.get(exchange.case.id);
      const context = contexts.get(exchange.case.operation);
      if (!origin || !context) continue;
      const smallest = await shrink(context, origin, clause, sender.sendOne);
      if (!smallest) continue;
      const { shrinks } = smallest;
      counterexamples[position] = { ...counterexample, shrinks, exchange: retainBody(smallest.exchange) };
    }
  }

  /**
   * Whether the target rejects the credentials of every operation and no operation can be called without credentials.
   */
  function isRejected(): boolean {
    const rejected = findRejectedOperations(contexts, recorder, client);
    return (
      rejected !== undefined &&
      [...contexts.values()].every(({ model }) => requiresCredentials(model.operation.security))
    );
  }

  /** Whether further requests would show nothing: the target does not answer, or rejects the credentials. */
  function isTargetUnusable(): boolean {
    const exchanges = recorder.exchanges();
    const [first] = exchanges;
    const hasNoResponse = client.stats().answered === 0;
    if (!first) return hasEnded();
    if (isRejected() || lockout.lastAccepted()) return true;
    if (recorder.counts().answered > 0) return false;
    return exchanges.length >= OPENING_CASES || ((isUnavailable(first) || isTimeout(first)) && hasNoResponse);
  }

  /**
   * Searches for an accepted request of each operation that has no known valid request. Operations whose responses
   * contain the ids for others come first. Returns false if the target rejects the credentials or does not answer: the
   * run then ends.
   */
  async function searchAccepted(): Promise<boolean> {
    const limit = searchLimit(budget, contexts.size);
    for (const context of orderByDependency([...contexts.values()])) {
      const { id, security } = context.model.operation;
      if (requiresCredentials(security) && !client.hasCredentials(id)) continue;
      if (context.seedMessages.some(({ isKnownValid }) => isKnownValid) && !context.proposals.userMessage)
        continue;
      const search = async (theCase: Case): Promise<Exchange | undefined> => {
        const exchange = sender.hasBudget(planLimit) ? await sender.sendOne(theCase) : undefined;
        if (exchange) record(exchange, 'plan');
        return exchange;
      };
      const created = resources.find(({ operations }) => operations.create?.id === id);
      const findCreated = (exchange: Exchange) =>
        created && bindCreated(created, context.model.operation, exchange)?.value;
      const isTransition = resources.some(({ transitions }) => transitions.includes(context.model.operation));
      context.acceptance = await findAccepted(context, limit, search, renewal, { findCreated, isTransition });
      await checkCredentials();
      if (isTargetUnusable()) return false;
    }
    return true;
  }

  return {
    plan,
    /** Adds cases that the plan has left out. */
    addCut: (cases: readonly Case[]): void => {
      cut.push(cases);
    },
    searchAccepted,
    sendPlanned: (count: number): Promise<void> => send(plan.take(count), 'plan', planLimit),
    /** Sends the subcases of combined cases that their responses do not decide. */
    sendSubcases: (): Promise<void> => send(openSubcases, 'plan', planLimit),
    sendFollowUps,
    runScenarios,
    explore,
    shrinkAll,
    /**
     * Sends the requests of violations again, so that failures of an unstable target are not attributed to the clauses
     * that the request was meant to test.
     */
    async confirmAll(): Promise<void> {
      await sendPostponed();
      counterexamples = await confirmFindings(
        contexts,
        counterexamples,
        input.clauseResults,
        limitConfirmed(budget),
        sender.sendOne,
        stalls,
      );
    },
    isTargetUnusable,
    /** Judges the rules that need several exchanges, and returns the result. */
    end: (): Execution => {
      recorder.compareExchanges();
      const left = {
        unsent: plan.countLeft() + aborted,
        planned: plan.cases.length,
        isComplete: plan.isComplete(),
      };
      const lastAccepted = lockout.lastAccepted();
      const hasRequestsLeft = sender.countRequests() < planLimit - countToConfirm();
      const unsent = explainUnsent({
        ...left,
        cases,
        client,
        signal: input.signal,
        isStopped: isStopped(),
        hasRequestsLeft,
      });
      return {
        recorder,
        counterexamples,
        cases,
        isExplorationCut: isStopped() && !unsent,
        created: created.list(),
        ...(lastAccepted && { lastAccepted }),
        ...(unsent && { unsent }),
      };
    },
  };
}
