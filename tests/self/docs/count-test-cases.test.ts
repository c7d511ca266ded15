import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './repository.ts';
import { createTemporaryFolder } from './run-script.ts';

/** Runs `.ci/count-test-cases.mjs` on JUnit files with these texts, and on a file that does not exist. */
function count(status: string, ...texts: string[]): string {
  const folder = createTemporaryFolder();
  const files = texts.map((text, index) => {
    const file = join(folder, `${index}.xml`);
    writeFileSync(file, text);
    return file;
  });
  const args = [join(root, '.ci/count-test-cases.mjs'), status, ...files, join(folder, 'missing.xml')];
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}

const passed = '<testcase name="a"/>';
const failed = '<testcase name="b"><failure message="&lt;testcase">x</failure></testcase>';
const error = '<testcase name="c"><error/></testcase>';
const skipped = '<testcase name="d"><skipped/><system-out><![CDATA[<failure>]]></system-out></testcase>';

test('the counts are sums over all files, and skipped cases count as neither', () => {
  expect(count('1', passed + failed + error, skipped + passed)).toBe('2 passed, 2 failed\n');
});

test('a failed step without a failed case counts as one failure', () => {
  expect(count('0', passed)).toBe('1 passed, 0 failed\n');
  expect(count('1', passed)).toBe('1 passed, 1 failed\n');
  expect(count('1')).toBe('0 passed, 1 failed\n');
});
