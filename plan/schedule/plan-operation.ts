import type { Case } from '../../spec/openapi/case.ts';
import { combineViolations, isCombinable } from '../cases/combine-violations.ts';
import { createNegativeCases } from '../cases/negative.ts';
import { createPositiveCases } from '../cases/positive.ts';
import { createProbeCases } from '../cases/probes/create-probe-cases.ts';
import { createRuleCases } from '../cases/rule-requests.ts';
import { combineSpellings } from '../cases/spellings.ts';
import type { PlanContext } from '../context.ts';
import { byCoverageGain } from './by-coverage-gain.ts';
import { mergeDuplicates, requestKey } from './merge-duplicates.ts';
import { takeFirst } from './take.ts';

/** Number of cases planned before any negative case is generated: the opening of a run costs no time. */
const OPENING = 8;
/**
 * The role of a probe that must follow a valid request: a server that mistakenly reuses the last body shows it only
 * then.
 */
const AFTER_VALID = 'robustness:cut-off';
/**
 * Negative cases are generated until there are this many per request that the limit allows: cases merged as duplicates
 * cover more.
 */
const OVERSAMPLING = 5;
/** Number of rounds of negative cases. After them, random exploration finds more. */
const ROUNDS = 4;
/** Number of further rounds whose violations are combined in few requests. */
const COMBINED_ROUNDS = 10;
/** The share of the requests that is left for combined violations, and for those that are then sent by themselves. */
const COMBINED_SHARE = 0.3;
const MAX_COMBINED = 30;
/** The part of that share for the combined cases themselves. */
const COMBINED_ROOM = 0.6;

/**
 * Plans at most `limit` cases of an operation in the order of sending. Seed messages come first, because a target that
 * rejects them cannot be judged; then cases that cover a MUST clause, by coverage gain; then probes and other cases;
 * then further rounds of negative cases. Negative cases take time to generate, so they are generated only if the
 * opening is not enough, and undefined is yielded after each, at which the caller can pause.
 * @param collectCut is called with the cases that the limit leaves out, in the order in which they would follow
 */
export function* planOperation(
  context: PlanContext,
  limit = Number.POSITIVE_INFINITY,
  collectCut: (cases: readonly Case[]) => void = () => {},
): Generator<Case | undefined> {
  const coversMust = createMustFilter(context);
  const order = byCoverageGain(context.model.caseClauses);
  const sentProbes = context.acceptance?.sentProbes ?? [];
  const unsentProbes = createProbeCases(context).filter(({ id }) => !sentProbes.includes(id));
  const [spellings, probes] = combineSpellings(context, unsentProbes);
  const ready = [...createPositiveCases(context), ...spellings, ...createRuleCases(context), ...probes];
  const early = mergeDuplicates(ready.filter(coversMust));
  // after a search, they have been sent already
  const plain = context.acceptance ? [] : early.slice(0, context.seedMessages.length);
  const afterValid = early.filter(({ role }) => role === AFTER_VALID);
  const unordered = early.slice(plain.length).filter((each) => !afterValid.includes(each));
  const rest = takeFirst(order(unordered), OPENING - plain.length - afterValid.length);
  const opening = [...plain, ...afterValid, ...rest].slice(0, limit);
  yield* opening;
  if (opening.length >= limit) return;
  const negative = createNegativeCases(context);
  const firstRound: Case[] = [];
  const requests = new Set(opening.map(requestKey));
  for (const next of negative.firstRound) {
    firstRound.push(next);
    if (coversMust(next)) requests.add(requestKey(next));
    if (requests.size >= limit * OVERSAMPLING) break;
    yield undefined;
  }
  const moreRounds = requests.size >= limit ? [] : negative.createMoreRounds(ROUNDS - 1);
  const all = [...ready, ...firstRound];
  const binding = mergeDuplicates([...opening, ...all.filter(coversMust)]).slice(opening.length);
  const others = probesFirst(all.filter((each) => !coversMust(each)));
  const plan = mergeDuplicates([...opening, ...order(binding), ...others, ...moreRounds]);
  const isLimited = Number.isFinite(limit);
  const sent = isLimited
    ? insertCombined(context, plan, negative.createMoreRounds(COMBINED_ROUNDS), limit)
    : plan;
  collectCut(sent.slice(limit));
  yield* sent.slice(opening.length, limit);
}

/**
 * Replaces the last negative cases within the limit by fewer that combine their violations, those for which no requests
 * are left, and those that no planned case has. The replaced ones follow, then what else is beyond the limit.
 */
function insertCombined(
  context: PlanContext,
  plan: readonly Case[],
  unused: readonly Case[],
  limit: number,
): Case[] {
  const end = Math.ceil(limit * (1 - COMBINED_SHARE));
  const [last, beyond] = [plan.slice(end, limit), plan.slice(limit)];
  const others = last.filter((each) => !isCombinable(each));
  const negative = [...last, ...beyond].filter(isCombinable);
  const room = limit - Math.min(end, plan.length) - others.length;
  const wanted = Math.min(MAX_COMBINED, Math.ceil(room * COMBINED_ROOM));
  const combined = combineViolations(context, [...negative, ...unused.filter(isCombinable)], wanted);
  return [
    ...plan.slice(0, end),
    ...combined,
    ...others,
    ...negative,
    ...beyond.filter((each) => !isCombinable(each)),
  ];
}

/** A predicate: whether a case covers a MUST clause. */
function createMustFilter({ model }: PlanContext): (each: Case) => boolean {
  const levels = new Map(model.caseClauses.map(({ id, level }) => [id, level]));
  return ({ role, covers, violation }) =>
    (role?.startsWith('semantics:') ?? false) ||
    [...covers, ...(violation?.clauses ?? [])].some((id) => levels.get(id) === 'MUST');
}

const probesFirst = (cases: readonly Case[]): Case[] => [
  ...cases.filter(({ kind }) => kind === 'probe'),
  ...cases.filter(({ kind }) => kind !== 'probe'),
];
