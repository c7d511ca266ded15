import type { Clause } from '../../spec/clauses/clause.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';

/** Orders cases by coverage gain. What earlier calls yielded counts as covered. */
export type CaseOrder = (cases: readonly Case[]) => Generator<Case>;

/** What a case covers: clause families, each with keywords, rules or features. */
type Topics = ReadonlyMap<string, ReadonlySet<string>>;

interface Waiting {
  waitingCase: Case;
  position: number;
}

/** Cases with the same topics, which gain the same coverage. */
interface Group {
  topics: Topics;
  waiting: Waiting[];
  /** How often the clauses of its last case had been covered before. */
  rounds: number;
}

/**
 * Creates an order in which the next case is always the one that adds the most coverage: its families, and within them
 * its topics, have been covered least so far. Ties keep the given order. The first twenty cases cover something of
 * every family.
 */
export function byCoverageGain(clauses: readonly Clause[]): CaseOrder {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const covered = new Map<string, number>();
  // a topic that n cases covered counts 1 / (1 + n)
  const share = (name: string): number => 1 / (1 + (covered.get(name) ?? 0));
  return function* order(cases) {
    const groups = groupByTopics(cases, byId);
    const getWeight = createFamilyWeights(groups);
    const gain = ({ topics, rounds }: Group): number =>
      [...topics].reduce(
        (sum, [family, own]) =>
          sum + getWeight(family) * share(family) * (1 + Math.max(...[...own].map(share))),
        0,
      ) /
      (1 + rounds);
    for (let group = findBest(groups, gain); group; group = findBest(groups, gain)) {
      const { waitingCase } = takeLeastCovered(group, covered);
      const topics = [...group.topics].flatMap(([family, own]) => [family, ...own]);
      for (const name of [...topics, ...listReached(waitingCase)])
        covered.set(name, (covered.get(name) ?? 0) + 1);
      yield waitingCase;
    }
  };
}

function groupByTopics(cases: readonly Case[], clauses: ReadonlyMap<string, Clause>): Group[] {
  const groups = new Map<string, Group>();
  for (const [position, waitingCase] of cases.entries()) {
    const topics = listTopics(waitingCase, clauses);
    const key = JSON.stringify([...topics].map(([family, own]) => [family, ...own]));
    const group = groups.get(key) ?? { topics, waiting: [], rounds: 0 };
    group.waiting.push({ waitingCase, position });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The group with the highest gain that has a waiting case; of several, the one whose case is first. */
function findBest(groups: readonly Group[], gain: (group: Group) => number): Group | undefined {
  let best: { group: Group; gain: number; position: number } | undefined;
  for (const group of groups) {
    const [first] = group.waiting;
    if (first === undefined) continue;
    const { position } = first;
    const own = gain(group);
    if (!best || own > best.gain || (own === best.gain && position < best.position))
      best = { group, gain: own, position };
  }
  return best?.group;
}

const listClauseIds = ({ covers, violation }: Case): string[] => [...covers, ...(violation?.clauses ?? [])];

/**
 * What a case reaches: its clauses. Those of a probe of one security scheme are apart from those of the other schemes,
 * and each valid value of a clause is apart from its other values, because a server may reject just one of them.
 */
const listReached = memoize((theCase: Case): readonly string[] => {
  const { id, kind, request } = theCase;
  const part = kind === 'valid' ? id : request.scheme;
  return listClauseIds(theCase).map((clause) => (part === undefined ? clause : `${clause} ${part}`));
});

/**
 * Removes and returns the first waiting case whose clauses have been covered least: every clause is reached once before one
 * is reached twice.
 */
function takeLeastCovered(group: Group, covered: ReadonlyMap<string, number>): Waiting {
  const { waiting } = group;
  const counts = waiting.map(({ waitingCase }) =>
    Math.min(...listReached(waitingCase).map((id) => covered.get(id) ?? 0)),
  );
  const least = Math.min(...counts);
  const [taken] = waiting.splice(counts.indexOf(least), 1);
  if (!taken) throw new Error('the group has no waiting case');
  group.rounds = Number.isFinite(least) ? least : 0; // infinite without clauses
  return taken;
}

/**
 * Returns the square root of each family's size as its weight: large families get more turns, and small ones still get
 * an early first turn.
 */
function createFamilyWeights(groups: readonly Group[]): (family: string) => number {
  const sizes = new Map<string, number>();
  for (const { topics, waiting } of groups)
    for (const family of topics.keys()) sizes.set(family, (sizes.get(family) ?? 0) + waiting.length);
  return (family) => Math.sqrt(sizes.get(family) ?? 1);
}

function listTopics(theCase: Case, clauses: ReadonlyMap<string, Clause>): Topics {
  const { role } = theCase;
  const topics = new Map<string, Set<string>>();
  const add = (family: string, topic: string) =>
    topics.set(family, (topics.get(family) ?? new Set()).add(`${family} ${topic}`));
  if (role !== undefined) add(role.slice(0, role.indexOf(':')), role);
  for (const id of listClauseIds(theCase)) {
    const clause = clauses.get(id);
    if (clause) add(clause.family, clause.keyword ?? id.slice(id.lastIndexOf(':') + 1));
  }
  return topics;
}
