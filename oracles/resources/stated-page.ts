import type { Parameter } from '../../spec/openapi/contract.ts';
import { findStatedParameters } from '../../spec/openapi/list-parameters.ts';
import { normalizeName } from '../../spec/openapi/path-names.ts';
import type { Failure } from '../check-context.ts';
import { type Judgement, type ResourceOracle, type ScenarioContext, toJudgement } from './judgement.ts';
import { findListBefore, getIds, getParameters, getQuery, listEnvelope, listLists } from './list-entries.ts';
import { getQueryWithout } from './page-chain.ts';
import type { Entry } from './timeline.ts';

/**
 * Judges the page number, the offset and the page size that lists state in a property with the name of the parameter.
 * Servers may count pages from another number than the parameter, state the offset of the next page, or a lower limit.
 */
export const judgeStatedPage: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, list]): Judgement[] => {
    const operation = context.findOperation(list.exchange.case.operation);
    const { limit } = getParameters(list, context);
    const before = findListBefore(timeline, index);
    return (operation ? findStatedParameters(operation) : []).flatMap((parameter) =>
      parameter === limit
        ? judgeLimit(list, parameter)
        : before
          ? judgePosition(before, list, parameter, context)
          : [],
    );
  });

/** A number that a list states, and that of the request. */
interface StatedNumber {
  stated: number;
  requested: number;
  pointer: string;
}

function findStated(list: Entry, { name }: Parameter): StatedNumber | undefined {
  const requested = getQuery(list, name);
  const [property, ...others] = listEnvelope(list).filter(
    (each) => normalizeName(each.name) === normalizeName(name) && typeof each.value === 'number',
  );
  if (!property || others.length > 0 || requested === undefined) return undefined;
  // a limit by itself may be that of a plan
  if (/^limit$/i.test(name) && !property.siblings.some((each) => beside.test(each))) return undefined;
  return { stated: Number(property.value), requested: Number(requested), pointer: property.pointer };
}

/** The names of properties that are beside the limit of a list. */
const beside = /page|offset|skip|total|next|cursor|has_?more/i;

/** Only a list with as many items as its limit shows that the limit is that of the request. */
function judgeLimit(list: Entry, parameter: Parameter): Judgement[] {
  const own = findStated(list, parameter);
  if (!own || list.items?.length !== own.requested) return [];
  return [judge(list, [], own, own.requested)];
}

/** Two pages with other items show that the server has used the parameter. */
function judgePosition(
  first: Entry,
  second: Entry,
  parameter: Parameter,
  context: ScenarioContext,
): Judgement[] {
  const [own, before] = [findStated(second, parameter), findStated(first, parameter)];
  if (!own || !before || own.requested === before.requested) return [];
  const [ids, others] = [getIds(first, context), getIds(second, context)];
  const isOtherPage = ids.length > 0 && others.length > 0 && !others.some((id) => ids.includes(id));
  const names = [parameter.name];
  if (!isOtherPage || getQueryWithout(first, names) !== getQueryWithout(second, names)) return [];
  const counts = [ids.length, others.length];
  const isCount = [before, own].every(({ stated }, index) => stated === counts[index]);
  const isNext = [before, own].every(
    ({ stated, requested }, index) => stated === requested + (counts[index] ?? 0),
  );
  if (isCount || isNext) return [];
  return [judge(second, [first, second], own, own.requested + before.stated - before.requested)];
}

function judge(
  list: Entry,
  evidence: readonly Entry[],
  { stated, requested, pointer }: StatedNumber,
  expected: number,
): Judgement {
  const failure: Failure | undefined =
    stated === expected
      ? undefined
      : {
          location: { body: pointer },
          expected: `${expected}, because the request has ${requested}`,
          received: { value: stated },
        };
  return toJudgement('list:stated-page', list, evidence, failure);
}
