import { formatCount, formatNumber } from './printable.ts';
import type { RunRecord } from './record.ts';
import { isStrict } from './record-queries.ts';

/** The overall result of a run, in one sentence. It decides the exit status. */
export interface RunOutcome {
  status: 'passed' | 'failed' | 'error';
  description: string;
}

/** Decides the overall result: failed MUST clauses come first, then errors, then a pass. */
export function decideOutcome(record: RunRecord): RunOutcome {
  const { failed, noticed, unverified, error, passed } = record.totals;
  if (failed > 0)
    return {
      status: 'failed',
      description: `${formatCount(failed, 'MUST clause')} ${failed === 1 ? 'is' : 'are'} not met`,
    };
  if (record.problem !== undefined) return { status: 'error', description: record.problem };
  if (error > 0)
    return { status: 'error', description: `${formatCount(error, 'clause')} could not be judged` };
  if (passed + noticed === 0) return { status: 'error', description: 'no clause could be judged' };
  if (!record.complete)
    return { status: 'error', description: 'the run ended before all clauses were judged' };
  if (isStrict(record) && noticed + unverified > 0) {
    const clauses = formatCount(noticed + unverified, 'clause');
    return { status: 'failed', description: `${clauses} noticed or unverified (--strict)` };
  }
  return { status: 'passed', description: [describePassed(record), ...describeUnjudged(record)].join('; ') };
}

function describePassed({ results }: RunRecord): string {
  const musts = results.filter(({ clause }) => clause.level === 'MUST');
  const passed = musts.filter(({ verdict }) => verdict === 'passed').length;
  if (passed < musts.length)
    return `${formatNumber(passed)} of ${formatCount(musts.length, 'MUST clause')} hold`;
  if (passed === 0) return 'no MUST clause was selected';
  return passed === 1 ? 'the only MUST clause holds' : `all ${formatNumber(passed)} MUST clauses hold`;
}

function describeUnjudged({ totals: { unverified, waived } }: RunRecord): string[] {
  const verb = (count: number) => (count === 1 ? 'was' : 'were');
  return [
    ...(unverified > 0 ? [`${formatCount(unverified, 'clause')} ${verb(unverified)} not verified`] : []),
    ...(waived > 0 ? [`${formatCount(waived, 'clause')} ${verb(waived)} waived`] : []),
  ];
}
