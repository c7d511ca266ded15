import { UsageError } from '../../http/usage-error.ts';
import { plannedCases } from '../../plan/execute/execute.ts';
import { reasonFor } from '../../plan/execute/unverified-reasons.ts';
import { prepare } from '../../plan/test-conformance.ts';
import { sourceExcerpt } from '../../reporters/source-excerpt.ts';
import type { Clause, Level } from '../../spec/clauses/clause.ts';
import { judgedBy, usuallyBrokenBy } from '../../spec/clauses/explanations.ts';
import { rules } from '../../spec/clauses/rules.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { Case } from '../../spec/openapi/exchange.ts';
import { brokenBy } from '../../suites/polar/customer-sessions/explanations.ts';
import type { Options } from '../options.ts';
import { clausesOf } from '../selection.ts';
import { begin, inputOf } from '../session.ts';
import { nearest } from '../suggest.ts';
import { sourceOf } from './list.ts';

/** `--explain`: what a clause means, where it comes from, how it is judged. Nothing is sent. */
export async function explain(options: Options): Promise<number> {
  const plain = { ...options, target: 'reference', fault: [], variant: undefined, shard: undefined };
  const session = await begin(plain, process.env, undefined);
  try {
    const { contract, operations } = session;
    const clause = named(options.explain ?? '', clausesOf(contract, operations, true));
    const input = { ...inputOf(session, plain), full: true };
    const { contexts } = await prepare({ ...input, allowance: { ...input.allowance, discovery: 0 } });
    const context = contexts.get(clause.operation);
    const missing = reasonFor(clause, context && { ...context, fixtures: {}, seedMessages: [] }, undefined);
    const asked = plannedCases(contexts, undefined).filter((one) => asks(one, clause));
    console.log(explanation(contract, clause, asked, missing));
    return 0;
  } finally {
    await session.close();
  }
}

/** @throws UsageError where no clause, or more than one, is called so. */
function named(name: string, clauses: readonly Clause[]): Clause {
  const exact = clauses.find(({ id }) => id === name);
  if (exact) return exact;
  const ending = clauses.filter(({ id }) => id.endsWith(name) && /[/:@]$/.test(id.slice(0, -name.length)));
  const [only, other] = ending;
  if (only && !other) return only;
  if (only) {
    const shown = ending.slice(0, 10).map(({ id }) => `\n  ${id}`);
    const more = ending.length > shown.length ? `\n  and ${ending.length - shown.length} more` : '';
    throw new UsageError(`${ending.length} clauses end so:${shown.join('')}${more}`);
  }
  const like = nearestClause(name, clauses);
  throw new UsageError(
    `There is no clause \`${name.slice(0, 200)}\`.${like ? ` Did you mean ${like}?` : ''} --list prints all of them.`,
  );
}

/** Compared by as many last steps as were typed, so that half an id finds its like too. */
function nearestClause(name: string, clauses: readonly Clause[]): string | undefined {
  const steps = name.split('/').length;
  const tails = new Map(clauses.map(({ id }) => [id.split('/').slice(-steps).join('/'), id]));
  const like = nearest(name, [...tails.keys()]);
  return like === undefined ? undefined : tails.get(like);
}

const asks = ({ covers, violation }: Case, { id }: Clause): boolean =>
  covers.includes(id) || (violation?.clauses.includes(id) ?? false);

const levels: Readonly<Record<Level, string>> = {
  MUST: 'a server that does not meet it fails',
  SHOULD: 'a server that does not meet it is noticed, and fails only with --strict',
  MAY: 'a choice: what the server does is noticed',
};

function explanation(contract: Contract, clause: Clause, asked: readonly Case[], missing: string): string {
  const { id, level, family, operation, description } = clause;
  const parts = [
    [
      `${id}\n`,
      `${description}.`,
      `${level}: ${levels[level]}.`,
      `In the chapter "${family}" of ${operation || 'the contract'}.`,
    ],
    ['Where it comes from', ...sourceLines(contract, clause)],
    ['How it is judged', judgedBy(clause), ...askedLines(asked)],
    ['What usually breaks it', brokenBy[id.slice(operation.length + 1)] ?? usuallyBrokenBy(clause)],
    ['What it needs', ...needs(clause, missing)],
  ];
  return parts.map(([head, ...lines]) => [head, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n');
}

function sourceLines(contract: Contract, clause: Clause): string[] {
  const { schemaPointer, rfc } = clause;
  const places = [sourceOf(contract, clause), schemaPointer, rfc].filter(
    (one, i, all) => one && all.indexOf(one) === i,
  );
  const lines =
    schemaPointer === undefined ? [] : sourceExcerpt({ contract }, contract.locate(schemaPointer), 4);
  const width = String(lines.at(-1)?.line ?? '').length;
  return [
    places.join('  '),
    ...lines.map(({ line, text, marked }) =>
      `${marked ? '>' : ' '} ${String(line).padStart(width)} | ${text}`.trimEnd(),
    ),
  ];
}

const fewCases = 5;

function askedLines(cases: readonly Case[]): string[] {
  if (cases.length === 0) return [];
  const more = cases.length - fewCases;
  return [
    `The plan asks it with ${cases.length === 1 ? 'one case' : `${cases.length} cases`}, such as`,
    ...cases.slice(0, fewCases).map(({ kind, description }) => `  ${kind}: ${description.slice(0, 160)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function needs({ id, operation, family }: Clause, missing: string): string[] {
  if (family === 'contract') return ['nothing'];
  const rule = rules.find(({ name }) => name === id.slice(operation.length + 1));
  return [
    ...(rule?.full ? ['--robustness=full, which is for servers on this machine only'] : []),
    `It stays unverified where this is so: ${missing}.`,
  ];
}
