import { expect, test } from 'vitest';
import { annotations } from '../../../reporters/annotations.ts';
import { passedRecord, sampleRecord } from './sample-record.ts';

/** As GitHub's runner reads a line (actions/runner, ActionCommand.cs). */
function parse(line: string) {
  const [, kind, properties = '', message = ''] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
  const plain = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const pairs = properties
    .split(',')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), plain(pair.slice(pair.indexOf('=') + 1))]);
  return { kind, message: plain(message), ...Object.fromEntries(pairs) };
}

const lines = annotations(sampleRecord()).trimEnd().split('\n');

test('each cause is one command on its line of the contract', () => {
  expect(lines.map((line) => parse(line).kind)).toEqual([
    'error',
    'error',
    'error',
    'error',
    'warning',
    'notice',
  ]);
  expect(parse(lines[0] ?? '')).toMatchObject({
    file: 'spec/openapi.yaml',
    line: expect.stringMatching(/^[1-9]\d*$/),
    title: 'MUST not met: `email` is a string',
    message: expect.stringMatching(/^FAILED MUST .*\nreplay {4}npm test -- --replay=/s),
  });
});

test('text of the target starts no command of its own', () => {
  for (const line of lines) {
    expect(line).toMatch(/^::(error|warning|notice) /);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
  expect(lines.join('')).toContain('%250A::error::x');
});

test('a run that could not judge is an error; one that passed says nothing', () => {
  expect(
    annotations(sampleRecord({ judgements: [], totals: passedRecord().totals, problem: 'refused' })),
  ).toContain('::error title=');
  expect(annotations(passedRecord())).toBe('');
});
