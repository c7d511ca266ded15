import { counted } from './printable.ts';
import type { RunRecord } from './record.ts';
import { isStrict } from './record-queries.ts';

/** The whole run in one word, one sentence and one exit status. */
export interface Outcome {
  word: 'passed' | 'failed' | 'error';
  says: string;
}

/** What the run decided, as its exit status does: a failed MUST first, then errors, then a pass. */
export function outcomeOf(record: RunRecord): Outcome {
  const { failed, noticed, unverified, error, passed } = record.totals;
  const strict = isStrict(record) ? noticed + unverified : 0;
  const judged = passed + failed + noticed;
  if (failed > 0)
    return {
      word: 'failed',
      says: `${counted(failed, 'MUST clause')} ${failed === 1 ? 'is' : 'are'} not met`,
    };
  if (record.problem !== undefined) return { word: 'error', says: record.problem };
  if (error > 0) return { word: 'error', says: `${counted(error, 'clause')} could not be judged` };
  if (judged === 0) return { word: 'error', says: 'no clause could be judged' };
  if (!record.complete) return { word: 'error', says: 'the run ended before all was judged' };
  if (strict > 0)
    return {
      word: 'failed',
      says: `${counted(strict, 'clause')} noticed or unverified, and the run is strict`,
    };
  const open =
    unverified > 0 ? `; ${counted(unverified, 'clause')} ${unverified === 1 ? 'is' : 'are'} unverified` : '';
  return { word: 'passed', says: `every MUST clause that could be judged holds${open}` };
}
