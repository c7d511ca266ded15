import type { Observation } from '../../spec/clauses/verdict.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { isSamePath } from '../../spec/openapi/resources.ts';
import { createFinding } from '../create-finding.ts';
import {
  judgeAnsweredChange,
  judgeIdentity,
  judgeKeptValues,
  judgeRemovedValues,
  judgeRepeatedReplacement,
  judgeReplacementVisibility,
  judgeUpdateVisibility,
} from './changes.ts';
import { judgeCreation, judgeDuplicate, judgeLocation } from './creation.ts';
import { judgeDeletedList, judgeRemoval, judgeRepeatedDeletion, judgeUseAfterDeletion } from './deletion.ts';
import { judgeIdempotencyKeys } from './idempotency-keys.ts';
import type { Judgement, ResourceOracle, ScenarioContext } from './judgement.ts';
import { judgeListed, judgeParentLists, judgeRejectedCreation } from './listing.ts';
import { judgePageCount } from './page-count.ts';
import { judgePageLinks } from './page-links.ts';
import { judgeLimit, judgePages, judgeTotal } from './pages.ts';
import { judgeParents } from './parents.ts';
import { judgeConditions, judgeEntityTags, judgeOtherUser } from './requests.ts';
import { judgeSearches } from './searches.ts';
import { judgeFilter, judgeSort } from './selections.ts';
import { judgeStatedPage } from './stated-page.ts';
import { createTimeline, type Entry, isReading } from './timeline.ts';
import { judgeChangeTime, judgeCreationTime } from './times.ts';
import { judgeRepeatedTransition, judgeStoredState } from './transitions.ts';
import { judgeOthers, judgeRejections, judgeSafeReads } from './unaffected.ts';

const oracles: readonly ResourceOracle[] = [
  ...[judgeCreation, judgeLocation, judgeDuplicate, judgeListed, judgeRejectedCreation],
  ...[
    judgeUpdateVisibility,
    judgeKeptValues,
    judgeRemovedValues,
    judgeAnsweredChange,
    judgeIdentity,
    judgeReplacementVisibility,
    judgeRepeatedReplacement,
  ],
  ...[
    judgeRejections,
    judgeOthers,
    judgeSafeReads,
    judgeConditions,
    judgeEntityTags,
    judgeParents,
    judgeOtherUser,
  ],
  ...[judgeRemoval, judgeDeletedList, judgeUseAfterDeletion, judgeRepeatedDeletion],
  ...[judgeRepeatedTransition, judgeStoredState],
  ...[judgeCreationTime, judgeChangeTime],
  ...[judgeParentLists, judgeIdempotencyKeys],
  ...[
    judgeLimit,
    judgePages,
    judgeTotal,
    judgePageCount,
    judgePageLinks,
    judgeStatedPage,
    judgeFilter,
    judgeSearches,
    judgeSort,
  ],
];

/** What a scenario shows of a clause of an operation. */
export interface ScenarioObservation {
  operation: string;
  observation: Observation;
  /** The exchanges that show it, in the order of sending. */
  exchanges: readonly Exchange[];
}

/** Returns the exchange whose response shows the failure; for a pass, the last one. */
export const findShownExchange = ({ observation, exchanges }: ScenarioObservation): Exchange | undefined =>
  exchanges.find(({ id }) => id === observation.finding?.exchanges[0]) ?? exchanges.at(-1);

/**
 * Judges the exchanges of one scenario, in the order of sending, by the rules about resources. The exchange
 * whose response shows a failure is the first of its finding; the requests that prepare it follow in their order.
 */
export function judgeScenario(
  exchanges: readonly Exchange[],
  context: ScenarioContext,
): ScenarioObservation[] {
  const timeline = createTimeline(exchanges);
  const judgements = oracles.flatMap((oracle) => oracle(timeline, context));
  const isUnstable = judgements.some(
    ({ rule, result }) => rule === 'resource:reading-changes-nothing' && result !== 'pass',
  );
  const hasLateLists = showsItemsLate(timeline);
  const showsNothing = ({ rule, evidence }: Judgement): boolean =>
    (isUnstable && comparing.has(rule)) ||
    ((isUnstable || hasLateLists) && evidence.some(({ isListed }) => isListed)) ||
    (hasLateLists && listing.has(rule));
  return judgements
    .filter((each) => hasClauses(each.subject, context) && (each.result === 'pass' || !showsNothing(each)))
    .map((judgement) => toObservation(judgement, timeline));
}

/**
 * Whether the operation of a request can have clauses about the resource: a list that stands for a read has those of lists
 * only, and a parent that contains the items none.
 */
const hasClauses = (
  { step, exchange, isListed }: Entry,
  { findOperation }: Pick<ScenarioContext, 'findOperation'>,
): boolean => {
  if (isListed || step.action !== 'list') return !isListed;
  const operation = findOperation(exchange.case.operation);
  return !operation || isSamePath(operation.path, step.resource.replace(/\/[^/]*$/, ''));
};

/** Whether a list has an item that the same list did not have before, though nothing has changed since. */
const showsItemsLate = (timeline: readonly Entry[]): boolean =>
  timeline.some((first, index) => {
    if (!first.isListed || first.item) return false;
    const end = timeline.findIndex((entry, at) => at > index && !isReading(entry));
    return timeline
      .slice(index, end < 0 ? undefined : end)
      .some(
        (entry) =>
          entry.isListed &&
          entry.item &&
          entry.step.item === first.step.item &&
          entry.exchange.case.request.path === first.exchange.case.request.path,
      );
  });

/** The rules whose failures show nothing if items change when they are read. */
const comparing: ReadonlySet<string> = new Set([
  'resource:rejected-changes-nothing',
  'resource:others-unchanged',
  'resource:update-keeps-the-rest',
  'resource:replace-is-idempotent',
]);

/** The rules whose failures show nothing if lists show changes later. */
const listing: ReadonlySet<string> = new Set([
  'resource:created-is-listed',
  'resource:deleted-is-not-listed',
]);

function toObservation(
  { rule, subject, result, evidence }: Judgement,
  timeline: readonly Entry[],
): ScenarioObservation {
  const operation = subject.exchange.case.operation;
  const clause = `${operation}/${rule}`;
  const shown = evidence.at(-1) ?? subject;
  const involved = new Set([subject, ...evidence]);
  const sources = new Set([...involved].flatMap(({ step }) => step.bindings.map(({ source }) => source)));
  const needed = [
    ...new Set(
      timeline
        .filter((entry) => involved.has(entry) || sources.has(entry.exchange.case.id))
        .map(({ exchange }) => exchange),
    ),
  ];
  if (result === 'pass') return { operation, observation: { clause }, exchanges: needed };
  const ordered = [shown.exchange, ...needed.filter((exchange) => exchange !== shown.exchange)];
  const ids = ordered.map(({ id }) => id);
  const finding = createFinding(clause, shown.exchange, result, ids);
  return { operation, observation: { clause, finding }, exchanges: needed };
}
