import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readFixtures } from '../../../cli/read-fixtures.ts';
import { UsageError } from '../../../http/usage-error.ts';

const rows = [
  { name: 'access', variable: 'POLAR_ACCESS_TOKEN', secret: true, says: 'a token' },
  { name: 'customer', variable: 'POLAR_CUSTOMER_ID', secret: false, says: 'a customer' },
] as const;

const directory = mkdtempSync(join(tmpdir(), 'fixtures-'));
afterAll(() => rmSync(directory, { recursive: true }));

let files = 0;
function fileOf(text: string): string {
  files += 1;
  const file = join(directory, `${files}.yaml`);
  writeFileSync(file, text);
  return file;
}

describe('fixtures', () => {
  test('come from the environment, then from the file', () => {
    const file = fileOf('access: from-file\ncustomer: "7"\n');
    expect(readFixtures(rows, { env: { POLAR_ACCESS_TOKEN: 'from-env' }, file })).toEqual({
      access: 'from-env',
      customer: '7',
    });
  });

  test('may be JSON, and an empty variable is none', () => {
    const file = fileOf('{"customer": "7"}');
    expect(readFixtures(rows, { env: { POLAR_ACCESS_TOKEN: '', POLAR_CUSTOMER_ID: '' }, file })).toEqual({
      customer: '7',
    });
  });

  test('are none without sources', () => {
    expect(readFixtures(rows, {})).toEqual({});
    expect(readFixtures(rows, { file: fileOf('') })).toEqual({});
  });

  const refused: readonly (readonly [text: string, says: string | RegExp])[] = [
    ['acess: hunter2hunter2', /Did you mean access\?/],
    ['acess: hunter2hunter2', /^(?!.*hunter2)/],
    ['customer: 7', 'must be text: put it in quotes'],
    ['- hunter2hunter2', /^(?!.*hunter2).*names and values/],
    ['access: "hunter2\\nhunter2"', /^(?!.*hunter2)/],
    ['access: "hunter2hunter2: [', /^(?!.*hunter2).*neither YAML nor JSON/],
    ['a: &a [x]\nb: *a', /neither YAML nor JSON|is no fixture/],
  ];
  for (const [text, says] of refused) {
    test(`${JSON.stringify(text)} is refused`, () => {
      const file = fileOf(text);
      expect(() => readFixtures(rows, { file })).toThrow(UsageError);
      expect(() => readFixtures(rows, { file })).toThrow(says);
    });
  }

  for (const token of [
    'hunter2hunter2\n',
    ' hunter2hunter2',
    'hunter2 hunter2',
    'hunter2\r\nx: y',
    'hunter2\u00e9',
    'hunter2\0',
  ]) {
    test(`the token ${JSON.stringify(token)} is refused and not shown`, () => {
      expect(() => readFixtures(rows, { env: { POLAR_ACCESS_TOKEN: token } })).toThrow(
        /^POLAR_ACCESS_TOKEN (?!.*hunter2)/,
      );
    });
  }

  test('a file that is not there is named', () => {
    expect(() => readFixtures(rows, { file: '/nowhere/fixtures.yaml' })).toThrow(
      '/nowhere/fixtures.yaml cannot be read',
    );
  });
});
