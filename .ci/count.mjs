// Prints "N passed, N failed" for JUnit files: node .ci/count.mjs STATUS FILE…
import { existsSync, readFileSync } from 'node:fs';

const [status, ...files] = process.argv.slice(2);

/** The cases of a JUnit file by outcome; skipped ones are neither. A missing file has none. */
function count(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const text = readFileSync(file, 'utf8').replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  const cases = text.split(/<testcase\b/).slice(1);
  const failed = cases.filter((one) => /<(failure|error)\b/.test(one)).length;
  const skipped = cases.filter((one) => !/<(failure|error)\b/.test(one) && /<skipped\b/.test(one)).length;
  return { passed: cases.length - failed - skipped, failed };
}

const counts = files.map(count);
const passed = counts.reduce((sum, one) => sum + one.passed, 0);
const failed = counts.reduce((sum, one) => sum + one.failed, 0);
console.log(`${passed} passed, ${status === '0' ? failed : Math.max(1, failed)} failed`);
