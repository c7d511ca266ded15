import type { Operation, Parameter } from '../../spec/openapi/contract.ts';
import { listPageLinks, type PageLink } from '../../spec/openapi/page-links.ts';
import { normalizeName } from '../../spec/openapi/path-names.ts';
import { listAlternatives } from '../../spec/openapi/schema-properties.ts';
import {
  failBody,
  type Judgement,
  type ResourceOracle,
  type ScenarioContext,
  toJudgement,
} from './judgement.ts';
import { getParameters, listLists } from './list-entries.ts';
import { listPageNames } from './page-chain.ts';
import { listSelections } from './selection.ts';
import { getValue } from './selections.ts';
import type { Entry } from './timeline.ts';

const rule = 'list:links';

/** Judges whether the links of a list to its other pages keep what the query selects. */
export const judgePageLinks: ResourceOracle = (timeline, context) =>
  listLists(timeline).flatMap(([index, list]): Judgement[] => {
    const links = listPageLinks(list.exchange.response);
    return [
      ...judgeQueries(list, links, context),
      ...judgeTargets(timeline.slice(index + 1), list, links, context),
    ];
  });

/**
 * Judges links that have the number of a page: these must have the other parameters of the query too, in any form. A
 * parameter that the request does not have and the document does not describe may stand for them.
 */
function judgeQueries(list: Entry, links: readonly PageLink[], context: ScenarioContext): Judgement[] {
  const operation = context.findOperation(list.exchange.case.operation);
  if (!operation) return [];
  const parameters = getParameters(list, context);
  const paging = listPageNames(parameters);
  const sent = listQuery(list);
  const isKnown = (name: string): boolean =>
    hasName(sent, name) || findParameter(operation, name) !== undefined;
  const kept = [...new Set(sent.keys())].filter((name) => {
    const parameter = findParameter(operation, name);
    const isPosition = paging.includes(name) && name !== parameters.limit?.name;
    return parameter !== undefined && !isPosition && !isDefault(parameter, sent.get(name));
  });
  const judged = links.filter(
    ({ query }) =>
      [parameters.page, parameters.offset].some((each) => each && query.has(each.name)) &&
      [...query.keys()].every(isKnown),
  );
  const lost = judged.flatMap(({ relation, query }) =>
    kept.filter((name) => !hasName(query, name)).map((name) => ({ relation, name })),
  )[0];
  const failure =
    lost && failBody(`\`${lost.name}\` of the request in the link \`${lost.relation}\``, 'a link without it');
  const isEvident = judged.length > 0 && kept.some((name) => name !== parameters.limit?.name);
  return failure || isEvident ? [toJudgement(rule, list, [], failure)] : [];
}

const listQuery = ({ exchange }: Entry): URLSearchParams =>
  new URLSearchParams(exchange.case.request.path.split('?')[1] ?? '');

/** Finds the query parameter with a name in a query: that of `created[from]` is `created`. */
const findParameter = ({ parameters }: Operation, name: string): Parameter | undefined =>
  parameters.find(
    (parameter) =>
      parameter.in === 'query' && (parameter.name === name || name.startsWith(`${parameter.name}[`)),
  );

const isDefault = ({ schema }: Parameter, value: string | null): boolean =>
  listAlternatives(schema).some((each) => each.default !== undefined && String(each.default) === value);

const hasName = (query: URLSearchParams, name: string): boolean =>
  [...query.keys()].some((each) => normalizeName(each) === normalizeName(name));

/** Judges lists that were requested with exactly the query of a link: what the query of the link's page selects. */
function judgeTargets(
  after: readonly Entry[],
  list: Entry,
  links: readonly PageLink[],
  context: ScenarioContext,
): Judgement[] {
  const selections = listSelections(list, context);
  const queries = links.map(({ query }) => toComparable(query));
  return listLists(after).flatMap(([, target]): Judgement[] => {
    const own = listQuery(target);
    const left = selections.filter(({ name }) => !own.has(name));
    const isTarget = target.step.resource === list.step.resource && queries.includes(toComparable(own));
    if (!isTarget || left.length === 0 || !target.items?.length) return [];
    const wrong = left.find(
      ({ property, findOthers }) =>
        findOthers((target.items ?? []).flatMap((item) => getValue(item, property))).length > 0,
    );
    const failure =
      wrong && failBody(`only items ${wrong.description}, as on the page with the link`, 'other items');
    return [toJudgement(rule, target, [list, target], failure)];
  });
}

const toComparable = (query: URLSearchParams): string => JSON.stringify([...query].toSorted());
