import { formatCount, formatNumber } from './printable.ts';
import type { RunRecord } from './record.ts';
import { isStrict } from './record-queries.ts';
import { listUntestedOperations } from './untested-operations.ts';

/** The overall result of a run, in one sentence. It decides the exit status. */
export interface RunOutcome {
  status: 'passed' | 'failed' | 'error';
  description: string;
}

/** Decides the overall result: failed MUST clauses come first, then errors, then a pass. */
export function decideOutcome(record: RunRecord): RunOutcome {
  const { failed, noticed, unverified, error, passed } = record.totals;
  if (failed > 0) {
    const failures = `${formatCount(failed, 'MUST clause')} ${failed === 1 ? 'is' : 'are'} not met`;
    return { status: 'failed', description: [record.problem, failures].filter(Boolean).join('; ') };
  }
  if (record.problem !== undefined) return { status: 'error', description: record.problem };
  if (error > 0) return { status: 'error', description: describeErrors(record) };
  if (passed + noticed === 0) return { status: 'error', description: 'no clause could be judged' };
  if (isStrict(record) && noticed + unverified > 0) {
    const clauses = formatCount(noticed + unverified, 'clause');
    return { status: 'failed', description: `${clauses} noticed or unverified (--strict)` };
  }
  return {
    status: 'passed',
    description: [describePassed(record), ...describeUnjudged(record), ...describeUntested(record)].join(
      '; ',
    ),
  };
}

/** The number of clauses that are errors, and why the first is. */
function describeErrors({ results, totals }: RunRecord): string {
  const { reason } = results.find(({ verdict }) => verdict === 'error') ?? {};
  return `${formatCount(totals.error, 'clause')} could not be judged${reason === undefined ? '' : `: ${reason}`}`;
}

function describePassed({ results }: RunRecord): string {
  const musts = results.filter(({ clause }) => clause.level === 'MUST');
  const passed = musts.filter(({ verdict }) => verdict === 'passed').length;
  if (passed < musts.length)
    return `${formatNumber(passed)} of ${formatCount(musts.length, 'MUST clause')} hold`;
  if (passed === 0) return 'no MUST clause was selected';
  return passed === 1 ? 'the only MUST clause holds' : `all ${formatNumber(passed)} MUST clauses hold`;
}

function describeUnjudged({ results, totals: { unverified, waived } }: RunRecord): string[] {
  const musts = results.filter(
    ({ clause, verdict }) => clause.level === 'MUST' && verdict === 'unverified',
  ).length;
  const others = unverified - musts;
  const also = others > 0 ? ` (and ${formatNumber(others)} SHOULD or MAY)` : '';
  const subject = musts > 0 ? `${formatNumber(musts)} MUST${also}` : `${formatNumber(others)} SHOULD or MAY`;
  return [
    ...(unverified > 0 ? [`${subject} could not be verified`] : []),
    ...(waived > 0 ? [`${formatCount(waived, 'clause')} ${waived === 1 ? 'was' : 'were'} waived`] : []),
  ];
}

function describeUntested(record: RunRecord): string[] {
  const { length } = listUntestedOperations(record);
  return length === 0 ? [] : [`${formatCount(length, 'operation')} without a judged success response`];
}
