import { listResponseProperties } from '../../spec/openapi/list-parameters.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import { evaluateExpression } from '../../spec/openapi/runtime-expression.ts';
import { isSameValue, isVolatile } from './compare-values.ts';
import {
  failProperty,
  failStatus,
  type Judgement,
  quote,
  type ResourceOracle,
  type ScenarioContext,
} from './judgement.ts';
import { type Entry, findReadAfter, isMissing, isOn } from './timeline.ts';

/** The accepted creations with their position. Repetitions are left out. */
const listCreations = (timeline: readonly Entry[]): [index: number, creation: Entry][] =>
  [...timeline.entries()].filter(
    ([, { step, isAccepted }]) =>
      step.action === 'create' && isAccepted && !step.isInvalid && !step.isRepeated,
  );

/** Judges what a creation promises: that the item can be read, and has the values of the request and the response. */
export const judgeCreation: ResourceOracle = (timeline, context) =>
  listCreations(timeline).flatMap(([index, creation]): Judgement[] => {
    const read = findReadAfter(timeline, index, creation.step.item);
    if (!read) return [];
    const evidence = [read];
    const shared = { subject: creation, evidence };
    if (isMissing(read)) {
      // A server may make a new resource visible later.
      const isLate = timeline
        .slice(timeline.indexOf(read))
        .some((entry) => isOn(entry, 'read', creation.step.item) && entry.isAccepted);
      if (creation.status !== 201 || isLate) return [];
      return [
        {
          ...shared,
          rule: 'resource:created-can-be-read',
          result: failStatus(read, 'a success, because the resource was created'),
        },
      ];
    }
    if (!read.isAccepted) return [];
    return [
      ...(creation.status === 201
        ? [{ ...shared, rule: 'resource:created-can-be-read', result: 'pass' } as const]
        : []),
      ...judgeSentValues(creation, read, context),
      ...judgeAnsweredValues(creation, read),
    ];
  });

function judgeSentValues(creation: Entry, read: Entry, { findOperation }: ScenarioContext): Judgement[] {
  const { sent } = creation;
  const { item } = read;
  if (!sent || !item) return [];
  const operation = findOperation(read.exchange.case.operation);
  const described = new Set(operation ? listResponseProperties(operation) : []);
  const isExpected = (name: string) => name in item || described.has(name);
  const compared = Object.entries(sent).filter(([name]) => isExpected(name));
  const wrong = compared.find(([name, value]) => !isSameValue(value, item[name]));
  const shared = { rule: 'resource:created-as-sent', subject: creation, evidence: [read] } as const;
  if (wrong)
    return [
      {
        ...shared,
        result: failProperty(wrong[0], `the value that was sent: ${quote(wrong[1])}`, item[wrong[0]]),
      },
    ];
  return compared.length > 0 ? [{ ...shared, result: 'pass' }] : [];
}

function judgeAnsweredValues(creation: Entry, read: Entry): Judgement[] {
  const [answered, item] = [creation.item, read.item];
  if (!answered || !item) return [];
  const names = Object.keys(answered).filter((name) => name in item && !isVolatile(name));
  const wrong = names.find((name) => !isSameValue(answered[name] ?? null, item[name]));
  const shared = { rule: 'resource:created-as-answered', subject: creation, evidence: [read] } as const;
  if (wrong !== undefined)
    return [
      {
        ...shared,
        result: failProperty(
          wrong,
          `the value of the response to the creation: ${quote(answered[wrong])}`,
          item[wrong],
        ),
      },
    ];
  return names.length > 0 ? [{ ...shared, result: 'pass' }] : [];
}

/** Judges whether the `Location` of a creation names the item that its body names. */
export const judgeLocation: ResourceOracle = (timeline) =>
  listCreations(timeline).flatMap(([index, creation]): Judgement[] => {
    const read = findReadAfter(timeline, index, creation.step.item);
    const binding = read?.step.bindings.find(({ source }) => source === creation.exchange.case.id);
    const location = findHeader(creation.exchange.response?.headers ?? [], 'location');
    if (!read?.isAccepted || !binding || location === undefined || creation.status !== 201) return [];
    const value = evaluateExpression(
      '$response.header.Location',
      creation.exchange,
      read.step.resource,
      binding.name,
    );
    if (value === undefined || binding.expression.startsWith('$response.header')) return [];
    const shared = { rule: 'resource:location', subject: creation, evidence: [read] } as const;
    if (String(value) === String(binding.value)) return [{ ...shared, result: 'pass' }];
    return [
      {
        ...shared,
        result: {
          location: 'header location',
          expected: `the URL of the created resource ${quote(binding.value)}`,
          received: { words: location },
        },
      },
    ];
  });

/** Judges whether a repeated creation with the same values is rejected as a conflict. */
export const judgeDuplicate: ResourceOracle = (timeline) =>
  timeline
    .filter(
      ({ step, status }) => step.action === 'create' && step.isRepeated && (status < 300 || status === 409),
    )
    .map((entry) => ({
      ...{ rule: 'resource:duplicate', subject: entry, evidence: [] },
      result:
        entry.status === 409
          ? 'pass'
          : failStatus(entry, 'status 409, because the same values were sent before'),
    }));
