import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './repository.ts';
import { newFolder } from './shell.ts';

function count(status: string, ...texts: string[]): string {
  const folder = newFolder();
  const files = texts.map((text, index) => {
    const file = join(folder, `${index}.xml`);
    writeFileSync(file, text);
    return file;
  });
  const all = [join(root, '.ci/count.mjs'), status, ...files, join(folder, 'missing.xml')];
  return execFileSync(process.execPath, all, { encoding: 'utf8' });
}

const passed = '<testcase name="a"/>';
const failed = '<testcase name="b"><failure message="&lt;testcase">x</failure></testcase>';
const error = '<testcase name="c"><error/></testcase>';
const skipped = '<testcase name="d"><skipped/><system-out><![CDATA[<failure>]]></system-out></testcase>';

test('cases are counted over all files; skipped ones are neither passed nor failed', () => {
  expect(count('1', passed + failed + error, skipped + passed)).toBe('2 passed, 2 failed\n');
});

test('a step that failed without a failed case counts as one', () => {
  expect(count('0', passed)).toBe('1 passed, 0 failed\n');
  expect(count('1', passed)).toBe('1 passed, 1 failed\n');
  expect(count('1')).toBe('0 passed, 1 failed\n');
});
