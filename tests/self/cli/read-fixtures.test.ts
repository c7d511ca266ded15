import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readFixtures } from '../../../cli/read-fixtures.ts';
import { UsageError } from '../../../http/usage-error.ts';

const rows = [
  { name: 'access', variable: 'POLAR_ACCESS_TOKEN', secret: true, description: 'a token' },
  { name: 'customer', variable: 'POLAR_CUSTOMER_ID', secret: false, description: 'a customer' },
] as const;

const directory = mkdtempSync(join(tmpdir(), 'fixtures-'));
afterAll(() => rmSync(directory, { recursive: true }));

let files = 0;
function writeFixtures(text: string): string {
  files += 1;
  const file = join(directory, `${files}.yaml`);
  writeFileSync(file, text);
  return file;
}

describe('fixtures', () => {
  test('are read from the environment, then from the file', () => {
    const file = writeFixtures('access: from-file\ncustomer: "7"\n');
    expect(readFixtures(rows, { env: { POLAR_ACCESS_TOKEN: 'from-env' }, file })).toEqual({
      access: 'from-env',
      customer: '7',
    });
  });

  test('can be JSON, and empty variables are ignored', () => {
    const file = writeFixtures('{"customer": "7"}');
    expect(readFixtures(rows, { env: { POLAR_ACCESS_TOKEN: '', POLAR_CUSTOMER_ID: '' }, file })).toEqual({
      customer: '7',
    });
  });

  test('are empty without sources', () => {
    expect(readFixtures(rows, {})).toEqual({});
    expect(readFixtures(rows, { file: writeFixtures('') })).toEqual({});
  });

  const rejected: readonly (readonly [text: string, message: string | RegExp])[] = [
    ['acess: hunter2hunter2', /Did you mean access\?/],
    ['acess: hunter2hunter2', /^(?!.*hunter2)/],
    ['customer: 7', 'must be a string. Put it in quotes'],
    ['- hunter2hunter2', /^(?!.*hunter2).*names and values/],
    ['access: "hunter2\\nhunter2"', /^(?!.*hunter2)/],
    ['access: "hunter2hunter2: [', /^(?!.*hunter2).*neither YAML nor JSON/],
    ['a: &a [x]\nb: *a', /neither YAML nor JSON|is not a fixture/],
  ];
  for (const [text, message] of rejected) {
    test(`${JSON.stringify(text)} is rejected`, () => {
      const file = writeFixtures(text);
      expect(() => readFixtures(rows, { file })).toThrow(UsageError);
      expect(() => readFixtures(rows, { file })).toThrow(message);
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
    test(`the token ${JSON.stringify(token)} is rejected and not printed`, () => {
      expect(() => readFixtures(rows, { env: { POLAR_ACCESS_TOKEN: token } })).toThrow(
        /^POLAR_ACCESS_TOKEN (?!.*hunter2)/,
      );
    });
  }

  test('the message for a missing file contains its name', () => {
    expect(() => readFixtures(rows, { file: '/nowhere/fixtures.yaml' })).toThrow(
      '/nowhere/fixtures.yaml does not exist',
    );
  });
});
