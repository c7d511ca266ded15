import type { ResourceRule } from '../../spec/clauses/resource-rules.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Failure } from '../check-context.ts';
import { isSameValue, isVolatile } from './compare-values.ts';
import { failProperty, type Judgement, quote, type ScenarioContext, toJudgement } from './judgement.ts';
import type { Entry } from './timeline.ts';

/** What the request of a response did. */
type Event = 'creation' | 'change';

const rules: Readonly<Record<Event, ResourceRule['name']>> = {
  creation: 'resource:created-as-answered',
  change: 'resource:changed-as-answered',
};

/**
 * Judges whether the last of the reads shows the values of the response to a creation or change. Compares the properties
 * that requests can set: others may be computed, and change at any time.
 * @param isCompared whether to compare a property, given the value that is read
 */
export function judgeAnsweredValues(
  event: Event,
  subject: Entry,
  reads: readonly Entry[],
  { settable }: ScenarioContext,
  isCompared: (name: string, read: Json | undefined) => boolean = () => true,
): Judgement[] {
  const [answered, read] = [subject.item, reads.at(-1)];
  const item = read?.item;
  if (!answered || !item) return [];
  // a list may have the id of an object in its place
  const isOtherForm = (name: string): boolean =>
    read.isListed === true && isObject(answered[name]) !== isObject(item[name]);
  const names = Object.keys(answered).filter(
    (name) =>
      settable.has(name) &&
      name in item &&
      !isVolatile(name, answered[name]) &&
      !isOtherForm(name) &&
      isCompared(name, item[name]),
  );
  const wrong = names.find((name) => !isSameValue(answered[name] ?? null, item[name]));
  const failure = failAnswered(event, answered, item, wrong);
  return names.length > 0 ? [toJudgement(rules[event], subject, reads, failure)] : [];
}

/** Describes a property that is read with another value than that of the response; undefined without a property. */
export const failAnswered = (
  event: Event,
  answered: JsonObject,
  item: JsonObject,
  wrong: string | undefined,
): Failure | undefined =>
  wrong === undefined
    ? undefined
    : failProperty(
        wrong,
        `the value of the response to the ${event}: ${quote(answered[wrong])}`,
        item[wrong],
      );
