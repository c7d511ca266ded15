// Prints "N passed, N failed" for JUnit files: node .ci/count-test-cases.mjs STATUS FILE…
import { existsSync, readFileSync } from 'node:fs';

const [status, ...files] = process.argv.slice(2);

/** Counts the passed and failed cases of a JUnit file. Skipped cases count as neither; a missing file has no cases. */
function countCases(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const text = readFileSync(file, 'utf8').replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  const cases = text.split(/<testcase\b/).slice(1);
  const failed = cases.filter((each) => /<(failure|error)\b/.test(each)).length;
  const skipped = cases.filter((each) => !/<(failure|error)\b/.test(each) && /<skipped\b/.test(each)).length;
  return { passed: cases.length - failed - skipped, failed };
}

const counts = files.map(countCases);
const passed = counts.reduce((sum, each) => sum + each.passed, 0);
const failed = counts.reduce((sum, each) => sum + each.failed, 0);
console.log(`${passed} passed, ${status === '0' ? failed : Math.max(1, failed)} failed`);
