import { listResponseProperties } from '../../spec/openapi/list-parameters.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import { evaluateExpression } from '../../spec/openapi/runtime-expression.ts';
import { listDefaults } from '../../spec/openapi/schema-properties.ts';
import type { Failure } from '../check-context.ts';
import { judgeAnsweredValues } from './answered-values.ts';
import { isSameValue, isVolatile } from './compare-values.ts';
import {
  failProperty,
  failStatus,
  type Judgement,
  quote,
  type ResourceOracle,
  type ScenarioContext,
  toJudgement,
} from './judgement.ts';
import { type Entry, findReadAfter, isMissing, isOn } from './timeline.ts';

/** The accepted creations with their position. Repetitions are left out. */
export const listCreations = (timeline: readonly Entry[]): [index: number, creation: Entry][] =>
  [...timeline.entries()].filter(
    ([, { step, isAccepted }]) =>
      step.action === 'create' && isAccepted && !step.isInvalid && !step.isRepeated,
  );

const isDeletion = ({ step, isAccepted }: Entry): boolean => step.action === 'delete' && isAccepted;

/** Judges what a creation promises: that the item can be read, and has the values of the request and the response. */
export const judgeCreation: ResourceOracle = (timeline, context) =>
  listCreations(timeline).flatMap(([index, creation]): Judgement[] => {
    const read = findReadAfter(timeline, index, creation.step.item);
    if (!read || (read.isListed && !read.item)) return [];
    const rule = 'resource:created-can-be-read';
    if (isMissing(read)) {
      // the deletion of another item, to which it belongs, may have deleted it too
      if (timeline.slice(index, timeline.indexOf(read)).some(isDeletion)) return [];
      // A server may make a new resource visible later.
      const isLate = timeline
        .slice(timeline.indexOf(read))
        .some((entry) => isOn(entry, 'read', creation.step.item) && entry.isAccepted);
      if (creation.status !== 201 || isLate) return [];
      const failure = failStatus(read, 'a success, because the resource was created');
      return [toJudgement(rule, creation, [read], failure)];
    }
    if (!read.isAccepted) return [];
    return [
      ...(creation.status === 201 && !read.isListed ? [toJudgement(rule, creation, [read], undefined)] : []),
      ...judgeSentValues(creation, read, context),
      ...judgeDefaults(creation, read, context),
      // the response to an unfinished creation (RFC 9110 section 15.3.3) may show preliminary values
      ...(creation.status === 202 ? [] : judgeAnsweredValues('creation', creation, [read], context)),
    ];
  });

function judgeSentValues(creation: Entry, read: Entry, { findOperation }: ScenarioContext): Judgement[] {
  const { sent } = creation;
  const { item } = read;
  if (!sent || !item) return [];
  const operation = findOperation(read.exchange.case.operation);
  const described = new Set(operation && !read.isListed ? listResponseProperties(operation) : []);
  const isExpected = (name: string) => name in item || described.has(name);
  const compared = Object.entries(sent).filter(([name]) => isExpected(name));
  const wrong = compared.find(([name, value]) => !isSameValue(value, item[name]));
  const failure =
    wrong && failProperty(wrong[0], `the value that was sent: ${quote(wrong[1])}`, item[wrong[0]]);
  return compared.length > 0 ? [toJudgement('resource:created-as-sent', creation, [read], failure)] : [];
}

/** Compares the values that the request left out with their defaults. A server may leave out a value too. */
function judgeDefaults(creation: Entry, read: Entry, { findOperation }: ScenarioContext): Judgement[] {
  const { sent } = creation;
  const { item } = read;
  const operation = findOperation(creation.exchange.case.operation);
  if (!sent || !item || !operation) return [];
  const compared = listDefaults(operation).filter(
    ([name]) => !(name in sent) && (item[name] ?? null) !== null && !isVolatile(name),
  );
  const wrong = compared.find(([name, value]) => !isSameValue(value, item[name]));
  const failure = wrong && failProperty(wrong[0], `the default ${quote(wrong[1])}`, item[wrong[0]]);
  return compared.length > 0 ? [toJudgement('resource:defaults', creation, [read], failure)] : [];
}

/** Judges whether the `Location` of a creation names the item that its body names. */
export const judgeLocation: ResourceOracle = (timeline) =>
  listCreations(timeline).flatMap(([index, creation]): Judgement[] => {
    const read = findReadAfter(timeline, index, creation.step.item);
    const binding = read?.step.bindings.find(({ source }) => source === creation.exchange.case.id);
    const location = findHeader(creation.exchange.response?.headers ?? [], 'location');
    if (!read?.isAccepted || read.isListed || !binding || location === undefined || creation.status !== 201)
      return [];
    const value = evaluateExpression('$response.header.Location', creation.exchange, read.step.resource);
    if (value === undefined || binding.expression.startsWith('$response.header')) return [];
    const failure: Failure = {
      location: 'header location',
      expected: `the URL of the created resource ${quote(binding.value)}`,
      received: { words: location },
    };
    const isOwn = String(value).toLowerCase() === String(binding.value).toLowerCase();
    return [toJudgement('resource:location', creation, [read], isOwn ? undefined : failure)];
  });

/** Descriptions of a conflict of unique values. A 409 may also be documented for conflicts of states. */
const uniqueness = /uniqu|duplicat|already|exist|taken|in use/i;

/**
 * Judges whether a repeated creation with the same values is rejected as a conflict. If it is accepted, that is a failure
 * only if the document describes the 409 as one of unique values. A server may also respond with the first item.
 */
export const judgeDuplicate: ResourceOracle = (timeline, { idNames, findOperation }) =>
  timeline.flatMap((entry): Judgement[] => {
    const { step, status, isAccepted } = entry;
    const first = timeline.find((each) => isOn(each, 'create', step.item) && each.isAccepted);
    const isJudged = step.action === 'create' && step.isRepeated && (isAccepted || status === 409);
    // a second item has the same id too if the client sends it
    const isSecond = status === 201 && idNames.some((name) => entry.sent?.[name] !== undefined);
    const isFirst =
      !isSecond &&
      idNames.some((name) => entry.item?.[name] !== undefined && entry.item[name] === first?.item?.[name]);
    const conflict = findOperation(entry.exchange.case.operation)?.responses.find(
      (response) => response.status === '409',
    );
    const isAllowed = isAccepted && !uniqueness.test(conflict?.description ?? '');
    if (!isJudged || !first || isFirst || isAllowed) return [];
    const failure = isAccepted
      ? failStatus(entry, 'status 409, because the same values were sent before')
      : undefined;
    return [toJudgement('resource:duplicate', entry, [first, entry], failure)];
  });
