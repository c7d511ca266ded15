import type { Case } from '../../spec/openapi/exchange.ts';
import type { Explored } from '../cases/exploration.ts';

/** The next so many of a stream, or what is left of it; the stream stays open. */
export function taken<T>(stream: Iterator<T>, count: number): T[] {
  const items: T[] = [];
  while (items.length < count) {
    const { done, value } = stream.next();
    if (done) break;
    items.push(value);
  }
  return items;
}

const every = 5;

/** The stream, with every fifth place given to something planned, in turn: what fails now and then is seen when asked again. */
export function* withRepeats(stream: Iterable<Case>, planned: readonly Case[]): Generator<Case> {
  const again = planned.filter(({ kind, subcases }) => kind === 'probe' && !subcases);
  let count = 0;
  for (const next of stream) {
    const round = Math.floor(count / (every - 1));
    const repeated = again[round % again.length];
    if (repeated && count % (every - 1) === every - 2)
      yield { ...repeated, id: `${repeated.id}/again/${round}` };
    yield next;
    count += 1;
  }
}

/** The i-th of n parts, counted from 1. */
export interface Shard {
  index: number;
  count: number;
}

/** A shard's part of a stream; the parts together are the stream. */
export function* shareOf<T>(items: Iterable<T>, shard: Shard | undefined): Generator<T> {
  let position = 0;
  for (const item of items) {
    if (!shard || position % shard.count === shard.index - 1) yield item;
    position += 1;
  }
}

/** The items for as long as there is something left to spend. */
export function* within<T>(items: Iterable<T>, hasMore: () => boolean): Generator<T> {
  for (const item of items) {
    if (!hasMore()) return;
    yield item;
  }
}

/** So many cases from the streams in turn. Which value of which seed each is, is noted. */
export function* drawn(
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
