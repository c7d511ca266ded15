import { preparePlanContexts } from '../../plan/prepare-contexts.ts';
import { listPlannedCases } from '../../plan/schedule/plan-operations.ts';
import type { Explanation } from '../../plan/verdicts/explanation.ts';
import { explainUnverified } from '../../plan/verdicts/unverified-reasons.ts';
import { formatCount } from '../../reporters/printable.ts';
import { excerptSource } from '../../reporters/source-excerpt.ts';
import type { Clause, Level } from '../../spec/clauses/clause.ts';
import { describeCommonCauses, describeMethod } from '../../spec/clauses/explanations.ts';
import { rules } from '../../spec/clauses/rules.ts';
import { listUsableWebhooks } from '../../spec/clauses/webhook-model.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { suites } from '../../suites/suites.ts';
import { findClause } from '../find-clause.ts';
import { locateClause } from '../locate-clause.ts';
import { createConformanceInput, openSession } from '../open-session.ts';
import type { Options } from '../parse-options.ts';
import { collectClauses } from '../select-clauses.ts';
import { formatClauseSource } from './list.ts';

/** `--explain`: prints the meaning, source, method and common causes of failure of a clause. Sends nothing. */
export async function explainClause(options: Options): Promise<number> {
  const { configured } = options;
  const explainOptions = {
    ...{ ...options, target: 'reference', fault: [], variant: undefined, shard: undefined },
    // the reference has its own fixtures and credentials
    ...{ fixtures: undefined, configured: { ...configured, credentials: {}, accessToken: undefined } },
  };
  const session = await openSession(explainOptions, process.env, undefined);
  try {
    const { contract, operations } = session;
    const clause = findClause(
      'explain',
      options.explain ?? '',
      collectClauses(contract, [...operations, ...listUsableWebhooks(contract)], true, session.ownRules),
    );
    const input = { ...createConformanceInput(session, explainOptions), full: true };
    const { contexts } = await preparePlanContexts({ ...input, budget: { ...input.budget, discovery: 0 } });
    const context = contexts.get(clause.operation);
    const explanation = explainUnverified(
      clause,
      context && { ...context, fixtures: {}, seedMessages: [] },
      undefined,
      undefined,
    );
    const own = new Map(context && [[clause.operation, context]]);
    const cases = listPlannedCases(own, undefined).filter((planned) => covers(planned, clause));
    console.log(formatExplanation(contract, clause, cases, explanation));
    return 0;
  } finally {
    await session.close();
  }
}

const covers = (planned: Case, { id }: Clause): boolean =>
  planned.covers.includes(id) || (planned.violation?.clauses.includes(id) ?? false);

const levelDescriptions: Readonly<Record<Level, string>> = {
  MUST: 'a violation fails the run',
  SHOULD: 'a violation is noticed, and fails the run only with --strict',
  MAY: 'the server may choose: its choice is noticed',
};

function formatExplanation(
  contract: Contract,
  clause: Clause,
  cases: readonly Case[],
  unverified: Explanation,
): string {
  const { id, level, family, operation, description } = clause;
  const sections = [
    [
      `${id}\n`,
      `${description}.`,
      `${level}: ${levelDescriptions[level]}.`,
      `Family: ${family}, of ${operation || 'the contract'}.`,
    ],
    ['Source', ...formatSourceLines(contract, clause)],
    ['Method', describeMethod(clause), ...formatCases(cases)],
    ['Common causes of failure', findUsualCause(clause) ?? describeCommonCauses(clause)],
    ['Requirements', ...formatRequirements(clause, unverified)],
  ];
  return sections
    .map(([title, ...lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n');
}

const findUsualCause = ({ id, operation }: Clause): string | undefined =>
  suites.find((suite) => suite.operation === operation)?.usualCauses[id.slice(operation.length + 1)];

function formatSourceLines(contract: Contract, clause: Clause): string[] {
  const { rfc, origin } = clause;
  const {
    clause: { schemaPointer },
    source,
  } = locateClause(contract, clause);
  const places = new Set([formatClauseSource(contract, clause), schemaPointer, rfc, origin]);
  places.delete(undefined);
  const lines = source === undefined ? [] : excerptSource({ contract }, source, schemaPointer, 4);
  const width = String(lines.at(-1)?.line ?? '').length;
  return [
    [...places].join('  '),
    ...lines.map(({ line, text, marked }) =>
      `${marked ? '>' : ' '} ${line === undefined ? '' : `${String(line).padStart(width)} | `}${text}`.trimEnd(),
    ),
  ];
}

const maxCases = 5;

function formatCases(cases: readonly Case[]): string[] {
  if (cases.length === 0) return [];
  const more = cases.length - maxCases;
  return [
    `The plan tests it with ${formatCount(cases.length, 'case')}:`,
    ...cases.slice(0, maxCases).map(({ kind, description }) => `  ${kind}: ${description.slice(0, 160)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function formatRequirements({ id, operation, family }: Clause, { reason, remedy }: Explanation): string[] {
  if (family === 'contract') return ['none'];
  const rule = rules.find(({ name }) => name === id.slice(operation.length + 1));
  return [
    ...(rule?.full ? ['--robustness=full, for servers on this machine only'] : []),
    `The clause is unverified if: ${reason}.`,
    ...(remedy === undefined ? [] : [`Then: ${remedy}.`]),
  ];
}
