import { isObject, type Json } from '../../spec/json.ts';
import { findSearchProperties } from '../../spec/openapi/list-parameters.ts';
import { failBody, type Judgement, type ResourceOracle, toJudgement } from './judgement.ts';
import { findOthers } from './selection.ts';
import { getValue } from './selections.ts';

/** Judges searches by POST: their limits, and whether they have only items with the values in the body. */
export const judgeSearches: ResourceOracle = (timeline, { findOperation }) =>
  timeline.flatMap((search): Judgement[] => {
    const { step, sent, items, isAccepted, exchange } = search;
    const operation = findOperation(exchange.case.operation);
    if (step.action !== 'search' || !sent || !items || !isAccepted || !operation) return [];
    const { limit, filters } = findSearchProperties(operation);
    const maximum = limit === undefined ? undefined : sent[limit];
    const count = items.length;
    const tooMany =
      typeof maximum === 'number' && count > maximum
        ? failBody(`at most ${maximum} items`, `${count} items`)
        : undefined;
    return [
      ...(typeof maximum === 'number' && count > 0 ? [toJudgement('list:limit', search, [], tooMany)] : []),
      ...filters.flatMap(([name]): Judgement[] => {
        const texts = listTexts(sent[name]);
        const values = items.flatMap((item) => getValue(item, name));
        if (texts.length === 0 || values.length === 0) return [];
        const others = findOthers(values, texts);
        const failure = failBody(
          `only items whose \`${name}\` is ${texts.join(' or ')}`,
          `${others.length} items with other values, such as ${JSON.stringify(others[0])}`,
        );
        return [toJudgement('list:filter', search, [], others.length > 0 ? failure : undefined)];
      }),
    ];
  });

/** The texts of a scalar, or of the scalars of an array. */
const listTexts = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((each) =>
    each === undefined || each === null || isObject(each) || Array.isArray(each) ? [] : [String(each)],
  );
