import type { ResourceRule } from '../../spec/clauses/resource-rules.ts';
import { type Json, joinPointer } from '../../spec/json.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Failure } from '../check-context.ts';
import type { Difference } from './compare-values.ts';
import type { Entry } from './timeline.ts';

/** What a scenario shows of a rule for the operation of an entry. */
export interface Judgement {
  rule: ResourceRule['name'];
  /** The request whose operation has the clause. */
  subject: Entry;
  result: 'pass' | Failure;
  /** The entries that show the result in addition to the subject, in the order of sending; the last one has the response. */
  evidence: readonly Entry[];
}

/** What is known of the resource of a scenario. */
export interface ScenarioContext {
  /** The names of the properties that requests can set. */
  settable: ReadonlySet<string>;
  /**
   * The properties that a PUT can leave out, with the value that they have then: the default, or null. Another value that
   * is still read was not removed.
   */
  removable: ReadonlyMap<string, Json>;
  findOperation(id: string): Operation | undefined;
  /** The names of the property that identifies an item, the most likely first. */
  idNames: readonly string[];
}

/** Judges a rule by the timeline of a scenario. */
export type ResourceOracle = (timeline: readonly Entry[], context: ScenarioContext) => Judgement[];

/** Creates the judgement of a rule: a pass without a failure. */
export const toJudgement = (
  rule: ResourceRule['name'],
  subject: Entry,
  evidence: readonly Entry[],
  failure: Failure | undefined,
): Judgement => ({ rule, subject, evidence, result: failure ?? 'pass' });

/** Describes a property of an item that has another value than expected. */
export const failProperty = (name: string, expected: string, received: Json | undefined): Failure => ({
  location: { body: joinPointer('', name) },
  expected,
  received: received === undefined ? { words: 'no such property' } : { value: received },
});

/** Describes a property that should have the value that it had before a request. */
export const failDifference = (difference: Difference | undefined): Failure | undefined =>
  difference &&
  failProperty(difference.name, `the value before: ${quote(difference.before)}`, difference.after);

export const failBody = (expected: string, words: string): Failure => ({
  ...{ location: 'body', expected, received: { words } },
});

export const failStatus = ({ status }: Entry, expected: string): Failure => ({
  location: 'status',
  expected,
  received: { words: `status ${status}` },
});

const MAX_QUOTED = 100;

/** A value in a message: `"Dune"`. */
export const quote = (value: Json | undefined): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
};
