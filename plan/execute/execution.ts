import type { Case, Exchange } from '../../spec/openapi/exchange.ts';
import { type Explored, exploration } from '../cases/exploration.ts';
import type { Allowance, Client } from '../client.ts';
import type { PlanContext } from '../context.ts';
import { drawn, type Shard, shareOf, within, withRepeats } from '../schedule/streams.ts';
import { createRoom } from './body-retention.ts';
import type { Ledger } from './clause-results.ts';
import { createJournal, isLate, isUnanswered, type Journal } from './exchange-recorder.ts';
import { inOrder } from './in-order.ts';
import { refusedToken } from './rejected-credentials.ts';
import { shrink } from './shrink.ts';

/** How far a run is. */
export interface Stage {
  phase: 'plan' | 'exploration' | 'shrinking';
  cases: number;
  planned?: number;
  findings: number;
  /** The clauses that the last case was the first to break. */
  fresh: readonly string[];
}

export interface Conduct {
  contexts: ReadonlyMap<string, PlanContext>;
  ledger: Ledger;
  client: Client;
  allowance: Allowance;
  /** How many random requests follow the plan; undefined: what the allowance leaves. */
  runs?: number | undefined;
  /** Which cases are this shard's: the i-th of n. */
  shard?: Shard | undefined;
  /** Which clauses are wanted: only cases that can speak for them are sent. All, when not given. */
  wanted?: (clause: string) => boolean;
  /** Ends the sending: what was sent until then is judged. */
  signal?: AbortSignal | undefined;
  onStage?(stage: Stage): void;
}

/** How a failure was found, and the smallest request that shows it. */
interface Found {
  clause: string;
  exchange: Exchange;
  cases: number;
  shrinks: number;
}

export interface Conducted {
  journal: Journal;
  found: Found[];
  cases: number;
  /** What was left unasked, in words. */
  cut?: string;
}

/** After so many requests without one answer that can be read, nothing is expected of the rest. */
export const few = 8;
/** So many in a row that came to nothing, or a sixth of that in silence: the target is gone. */
export const gone = 96;

/** One run's way through its cases: what is sent, judged, and how much is left to spend. */
export function createCourse({ contexts, ledger, client, allowance, runs, shard, signal, onStage }: Conduct) {
  const journal = createJournal(contexts, ledger);
  const found: Found[] = [];
  const room = createRoom();
  const explored = new WeakMap<Case, Explored>();
  const refused: Case[] = [];
  const planned: Case[] = [];
  let isWhole = false;
  let queued = 0; // the next of the planned cases to send
  let cases = 0;
  let unsent = 0;
  let nextId = 1;
  const before = client.tally().requests;

  /** Requests sent or about to be: those under way are not in the tally yet, retries only there. */
  const spent = (): number => Math.max(client.tally().requests, before + nextId - 1);

  function take(exchange: Exchange, phase: Stage['phase']): void {
    if (exchange.failure?.kind === 'aborted' && phase === 'plan') unsent += 1;
    if (exchange.failure?.kind !== 'aborted') cases += 1;
    const { subcases } = exchange.case;
    if (subcases && exchange.response && exchange.response.status >= 300) refused.push(...subcases);
    const fresh = journal.take(exchange).map(({ clause }) => clause);
    const kept = journal.kept().at(-1) ?? exchange; // what is new is kept, large answers in part
    for (const clause of fresh) found.push({ clause, exchange: kept, cases, shrinks: 0 });
    if (fresh.length === 0) explored.delete(exchange.case); // nothing to shrink
    const total = phase === 'plan' && isWhole ? { planned: planned.length } : {};
    onStage?.({ phase, cases, findings: found.length, fresh, ...total });
  }

  /** Whether there is time, patience and anyone to ask. */
  const goesOn = (): boolean =>
    !signal?.aborted && client.tally().gaveUp === undefined && journal.counts().inARow < gone;

  /** The planned cases from the first that was not sent yet. One counts as sent when the one after it is asked for. */
  function* next(count: number): Generator<Case> {
    const end = Math.min(queued + count, planned.length);
    for (; queued < end; queued += 1) yield* planned.slice(queued, queued + 1);
  }

  async function send(list: Iterable<Case>, phase: Stage['phase'], limit: number): Promise<void> {
    const affordable = within(list, () => spent() < limit && goesOn());
    const sent = inOrder(affordable, allowance.concurrency, (one) => client.send(one, nextId++));
    for await (const exchange of sent) take(exchange, phase);
  }

  const ofPlan = allowance.plan + allowance.discovery;
  const plan = (count: number): Promise<void> => send(next(count), 'plan', ofPlan);
  const followUp = (): Promise<void> => send(refused, 'plan', ofPlan);

  /** Whether nobody answers at all, or the token is refused: then there is nothing more to ask. */
  function isHopeless(): boolean {
    const [first, ...others] = journal.kept();
    if (!first) return client.tally().answered === 0;
    if (refusedToken([first])) return true;
    if (journal.counts().answered > 0) return false;
    return (
      others.length + 1 >= few || ((isUnanswered(first) || isLate(first)) && client.tally().answered === 0)
    );
  }

  /** What the plan has left first, since it is aimed; then at random, now and then something planned once more. */
  async function explore(): Promise<void> {
    const total = runs ?? allowance.requests * (shard?.count ?? 1);
    const random = drawn([...contexts.values()].map(exploration), total, explored);
    await send(next(planned.length), 'exploration', allowance.requests); // minimal already: nothing to shrink
    const limit = explorationLimit(allowance, spent());
    await send(shareOf(total > 0 ? withRepeats(random, planned) : random, shard), 'exploration', limit);
  }

  async function shrinkAll(): Promise<void> {
    for (const [position, one] of found.entries()) {
      const source = explored.get(one.exchange.case);
      const context = contexts.get(one.exchange.case.operation);
      if (!source || !context || !goesOn() || spent() >= allowance.requests) continue;
      const sendOne = async (reduced: Case) =>
        spent() < allowance.requests && goesOn() ? client.send(reduced, nextId++) : undefined;
      const smallest = await shrink(context, source, one.clause, sendOne);
      if (smallest) found[position] = { ...one, ...smallest, exchange: room(smallest.exchange) };
    }
  }

  function end(): Conducted {
    journal.compare();
    const left = planned.length - queued + unsent;
    const why =
      spent() < ofPlan ? `as the run was stopped after ${cases}` : `as there were requests for ${cases} only`;
    const what = isWhole ? `${left} of ${planned.length} planned cases` : 'the other planned cases';
    const cut = left > 0 || !isWhole ? `${what} were not sent, ${why}` : undefined;
    return { journal, found, cases, ...(cut && { cut }) };
  }

  /** Takes cases into the plan, behind those that it has. */
  const add = (cases: readonly Case[]): void => {
    planned.push(...cases);
  };

  /** Tells that the plan is whole. */
  function close(): readonly Case[] {
    isWhole = true;
    return planned;
  }

  return { add, close, plan, followUp, explore, shrinkAll, isHopeless, end };
}

/** Up to how many requests exploration may go: a fifth of what the plan left is for shrinking. */
export function explorationLimit({ requests }: Pick<Allowance, 'requests'>, spent: number): number {
  return requests - Math.min(200, Math.ceil((requests - spent) * 0.2));
}
