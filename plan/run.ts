import type { Case, Exchange } from '../spec/message.ts';

import type { Allowance, Client } from './client.ts';
import type { PlanContext } from './context.ts';
import { type Explored, exploration } from './explore.ts';
import { inOrder } from './in-order.ts';
import { createJournal, type Journal } from './journal.ts';
import type { Ledger } from './ledger.ts';
import { planOf } from './plan.ts';
import { shrink } from './shrink.ts';

/** How far a run is. */
export interface Stage {
  phase: 'plan' | 'exploration' | 'shrinking';
  cases: number;
  planned?: number;
  findings: number;
}

export interface Conduct {
  contexts: ReadonlyMap<string, PlanContext>;
  ledger: Ledger;
  client: Client;
  allowance: Allowance;
  /** How many random requests follow the plan; undefined: what the allowance leaves. */
  runs?: number | undefined;
  /** Which cases are this shard's: the i-th of n. */
  shard?: { index: number; count: number } | undefined;
  /** Which clauses are wanted: only cases that can speak for them are sent. All, when not given. */
  wanted?: (clause: string) => boolean;
  /** Ends the sending: what was sent until then is judged. */
  signal?: AbortSignal | undefined;
  onStage?(stage: Stage): void;
}

/** How a failure was found, and the smallest request that shows it. */
export interface Found {
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

/** Carries out the plan of every operation, explores with what is left, and shrinks what exploration found. */
export async function conduct(input: Conduct): Promise<Conducted> {
  const course = createCourse(input);
  const planned = plannedCases(input.contexts, input.shard);
  const first = planned.slice(0, 1);
  await course.send(first, 'plan', planned.length);
  if (course.isHopeless()) return course.end(planned.length);
  await course.send(planned.slice(1), 'plan', planned.length);
  await course.send(course.followUps(), 'plan', planned.length);
  if (!course.isHopeless()) await course.explore();
  await course.shrinkAll();
  return course.end(planned.length);
}

/** The plans of all operations, or a shard's part of them, in the order of sending. */
export function plannedCases(
  contexts: ReadonlyMap<string, PlanContext>,
  shard: Conduct['shard'],
): readonly Case[] {
  return interleaved([...contexts.values()].map((context) => shardOf(planOf(context), shard)));
}

/** Questions of meaning are compared with each other: all of them go to the first shard. */
function shardOf(cases: readonly Case[], shard: Conduct['shard']): readonly Case[] {
  if (!shard) return cases;
  const together = ({ role }: Case) => role?.startsWith('semantics:') ?? false;
  return cases.filter((one, position) =>
    together(one) ? shard.index === 1 : position % shard.count === shard.index - 1,
  );
}

/** One case of each operation in turn, so that a budget which ends early has asked something of all. */
function interleaved(lists: readonly (readonly Case[])[]): Case[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, position) =>
    lists.flatMap((list) => list[position] ?? []),
  ).flat();
}

function createCourse({ contexts, ledger, client, allowance, runs, shard, signal, onStage }: Conduct) {
  const journal = createJournal(contexts, ledger);
  const found: Found[] = [];
  const explored = new WeakMap<Case, Explored>();
  const refused: Case[] = [];
  let cases = 0;
  let unsent = 0;
  let nextId = 1;
  const before = client.tally().requests;

  /** Requests sent or about to be: those under way are not in the tally yet, retries only there. */
  const spent = (): number => Math.max(client.tally().requests, before + nextId - 1);

  function take(exchange: Exchange, phase: Stage['phase'], planned: number | undefined): void {
    if (exchange.failure?.kind !== 'aborted') cases += 1;
    else if (phase === 'plan') unsent += 1;
    const { parts } = exchange.case;
    if (parts && exchange.response && exchange.response.status >= 300) refused.push(...parts);
    for (const { clause } of journal.take(exchange)) found.push({ clause, exchange, cases, shrinks: 0 });
    onStage?.({ phase, cases, findings: found.length, ...(planned !== undefined && { planned }) });
  }

  async function send(list: Iterable<Case>, phase: Stage['phase'], planned?: number): Promise<void> {
    const limit = phase === 'plan' ? allowance.plan + allowance.discovery : allowance.requests;
    const affordable = within(list, () => spent() < limit && !signal?.aborted);
    const sent = inOrder(affordable, allowance.concurrency, (one) => client.send(one, nextId++));
    for await (const exchange of sent) take(exchange, phase, planned);
  }

  /** Whether nobody answers at all, or the token is refused: then there is nothing more to ask. */
  function isHopeless(): boolean {
    const [first] = journal.kept();
    if (!first || first.response === undefined) return client.tally().answered === 0;
    const { credentials } = first.case.request;
    return credentials === 'access' && first.case.kind === 'valid' && first.response.status === 401;
  }

  async function explore(): Promise<void> {
    const left = allowance.requests - spent();
    const reserve = Math.min(200, Math.ceil(left * 0.2));
    const total = runs ?? Math.max(0, left - reserve) * (shard?.count ?? 1);
    const stream = drawn([...contexts.values()].map(exploration), total, explored);
    await send(shareOf(stream, shard), 'exploration');
  }

  async function shrinkAll(): Promise<void> {
    for (const [position, one] of found.entries()) {
      const source = explored.get(one.exchange.case);
      const context = contexts.get(one.exchange.case.operation);
      if (!source || !context || signal?.aborted || spent() >= allowance.requests) continue;
      const sendOne = async (reduced: Case) =>
        spent() < allowance.requests && !signal?.aborted ? client.send(reduced, nextId++) : undefined;
      const smallest = await shrink(context, source, one.clause, sendOne);
      if (smallest) found[position] = { ...one, ...smallest };
    }
  }

  function end(planned: number): Conducted {
    journal.compare();
    const left = Math.max(planned - cases, unsent);
    const why = signal?.aborted
      ? `as the run was stopped after ${cases}`
      : `as there were requests for ${cases} only`;
    const cut = left > 0 ? `${left} of ${planned} planned cases were not sent, ${why}` : undefined;
    return { journal, found, cases, ...(cut && { cut }) };
  }

  return { send, explore, shrinkAll, isHopeless, end, followUps: () => refused };
}

/** A shard's part of a stream; the parts together are the stream. */
function* shareOf<T>(items: Iterable<T>, shard: Conduct['shard']): Generator<T> {
  let position = 0;
  for (const item of items) {
    if (!shard || position % shard.count === shard.index - 1) yield item;
    position += 1;
  }
}

/** The items for as long as there is something left to spend. */
function* within<T>(items: Iterable<T>, hasMore: () => boolean): Generator<T> {
  for (const item of items) {
    if (!hasMore()) return;
    yield item;
  }
}

/** So many cases from the streams in turn. Which value of which seed each is, is noted. */
function* drawn(
  streams: readonly Generator<Explored>[],
  total: number,
  noted: WeakMap<Case, Explored>,
): Generator<Case> {
  let open = streams;
  for (let count = 0; count < total && open.length > 0; ) {
    const next = open
      .map((stream) => ({ stream, result: stream.next() }))
      .filter(({ result }) => !result.done);
    open = next.map(({ stream }) => stream);
    for (const { result } of next) {
      if (result.done || count >= total) continue;
      count += 1;
      noted.set(result.value.case, result.value);
      yield result.value.case;
    }
  }
}
