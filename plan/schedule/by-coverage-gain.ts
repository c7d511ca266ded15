import type { Clause } from '../../spec/clauses/clause.ts';
import type { Case } from '../../spec/openapi/exchange.ts';

/** Puts cases in order; what it has put before counts as asked. */
export type Order = (cases: readonly Case[]) => Generator<Case>;

/** What a case asks about: families of clauses, and in each a keyword, rule or feature. */
type Topics = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * An order in which the cases that tell most come first: each time the one whose families, and in them whose topics, have
 * been asked least; the earlier where two are equal. So a run that may send twenty requests has asked something of everything.
 */
export function tellingFirst(clauses: readonly Clause[]): Order {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const asked = new Map<string, number>();
  const share = (name: string): number => 1 / (1 + (asked.get(name) ?? 0)); // the first time counts whole, the second half
  return function* order(cases) {
    const groups = groupsOf(cases, byId);
    const weightOf = weights(groups);
    const gain = ({ topics }: Group): number =>
      [...topics].reduce(
        (sum, [family, own]) =>
          sum + weightOf(family) * share(family) * (1 + Math.max(...[...own].map(share))),
        0,
      );
    for (let next = best(groups, gain); next; next = best(groups, gain)) {
      next.group.waiting.shift();
      for (const name of [...next.group.topics].flatMap(([family, own]) => [family, ...own]))
        asked.set(name, (asked.get(name) ?? 0) + 1);
      yield next.one;
    }
  };
}

/** Cases about the same tell the same. */
interface Group {
  topics: Topics;
  waiting: { one: Case; position: number }[];
}

function groupsOf(cases: readonly Case[], clauses: ReadonlyMap<string, Clause>): Group[] {
  const groups = new Map<string, Group>();
  for (const [position, one] of cases.entries()) {
    const topics = topicsOf(one, clauses);
    const name = JSON.stringify([...topics].map(([family, own]) => [family, ...own]));
    const group = groups.get(name) ?? { topics, waiting: [] };
    group.waiting.push({ one, position });
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** The case whose turn it is, which is the first that waits in its group. */
function best(
  groups: readonly Group[],
  gain: (group: Group) => number,
): { group: Group; one: Case } | undefined {
  const [first] = groups
    .flatMap((group) => group.waiting.slice(0, 1).map((next) => ({ group, gain: gain(group), ...next })))
    .sort((a, b) => b.gain - a.gain || a.position - b.position);
  return first;
}

/** A large family gets more turns than a small one, but each gets its first early: the square root is between the two. */
function weights(groups: readonly Group[]): (family: string) => number {
  const sizes = new Map<string, number>();
  for (const { topics, waiting } of groups)
    for (const family of topics.keys()) sizes.set(family, (sizes.get(family) ?? 0) + waiting.length);
  return (family) => Math.sqrt(sizes.get(family) ?? 1);
}

function topicsOf({ role, covers, violation }: Case, clauses: ReadonlyMap<string, Clause>): Topics {
  const topics = new Map<string, Set<string>>();
  const add = (family: string, topic: string) =>
    topics.set(family, (topics.get(family) ?? new Set()).add(`${family} ${topic}`));
  if (role !== undefined) add(role.slice(0, role.indexOf(':')), role);
  for (const id of [...covers, ...(violation?.clauses ?? [])]) {
    const clause = clauses.get(id);
    if (clause) add(clause.family, clause.keyword ?? id.slice(id.lastIndexOf(':') + 1));
  }
  return topics;
}
