import type { Case } from '../../spec/openapi/case.ts';
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
/** The role of a probe that follows a valid request: a server that keeps the last valid body shows it only then. */
const AFTER_VALID = 'robustness:cut-off';
/** Negative cases are generated until there are this many times the wanted requests: duplicates found later add coverage. */
const OVERSAMPLING = 2;
/** Rounds of negative cases; exploration continues from there. */
const ROUNDS = 4;

/**
 * Plans the cases of an operation in the order of sending, at most `limit`. Seed messages come first, since a target that
 * rejects them cannot be judged; then cases that cover a MUST, by coverage gain; then probes and other cases; then further
 * rounds of negative cases. Negative cases take time to generate: they are generated only if the opening is not enough, and
 * undefined is yielded after each, so that the caller can pause.
 */
export function* planOperation(
  context: PlanContext,
  limit = Number.POSITIVE_INFINITY,
): Generator<Case | undefined> {
  const coversMust = createMustFilter(context);
  const order = byCoverageGain(context.model.clauses);
  const [spellings, probes] = combineSpellings(context, createProbeCases(context));
  const ready = [...createPositiveCases(context), ...spellings, ...createRuleCases(context), ...probes];
  const early = mergeDuplicates(ready.filter(coversMust));
  const plain = context.acceptance ? [] : early.slice(0, context.seedMessages.length); // else the search has sent them
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
  yield* plan.slice(opening.length, limit);
}

/** A predicate: whether a case covers a MUST clause. */
function createMustFilter({ model }: PlanContext): (each: Case) => boolean {
  const levels = new Map(model.clauses.map(({ id, level }) => [id, level]));
  return ({ role, covers, violation }) =>
    (role?.startsWith('semantics:') ?? false) ||
    [...covers, ...(violation?.clauses ?? [])].some((id) => levels.get(id) === 'MUST');
}

const probesFirst = (cases: readonly Case[]): Case[] => [
  ...cases.filter(({ kind }) => kind === 'probe'),
  ...cases.filter(({ kind }) => kind !== 'probe'),
];
