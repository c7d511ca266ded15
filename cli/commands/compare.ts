import { compareResults, type ResultsFile, renderComparison } from '../../reporters/compare.ts';
import { readResults } from '../read-results.ts';

/** `compare`: prints what became worse between two runs. Returns 1 if anything did. */
export async function compare([older, newer]: readonly [string, string]): Promise<number> {
  const comparison = compareResults(readResults<ResultsFile>(older), readResults<ResultsFile>(newer));
  console.log(renderComparison(comparison));
  return comparison.worse ? 1 : 0;
}
