import { expect, test } from 'vitest';
import { renderAnnotations } from '../../../reporters/annotations.ts';
import { createPassedRecord, createRecord } from './sample-record.ts';

/** Parses a line like GitHub's runner (actions/runner, ActionCommand.cs). */
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

const workspace = { repository: '/repository', directory: '/repository' };
const lines = renderAnnotations(createRecord(), workspace).trimEnd().split('\n');

test('each cause is one annotation at its line of the contract', () => {
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
    title: 'MUST not met: `customer.email` is null, not a string',
    message: expect.stringMatching(/^FAILED MUST .*\nreplay {4}npm test -- --replay=/s),
  });
});

test('text of the target cannot start a command', () => {
  for (const line of lines) {
    expect(line).toMatch(/^::(error|warning|notice) /);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
  expect(lines.join('')).toContain('%250A::error::x');
});

test('a run that could not judge is an error, and a passed run has no annotation', () => {
  expect(
    renderAnnotations(
      createRecord({ results: [], totals: createPassedRecord().totals, problem: 'refused' }),
      workspace,
    ),
  ).toContain('::error title=');
  expect(renderAnnotations(createPassedRecord(), workspace)).toBe('');
});

test.each<[file: string, directory: string, expected: string | undefined]>([
  ['spec/openapi.yaml', '/repository', 'spec/openapi.yaml'],
  ['openapi.yaml', '/repository/api', 'api/openapi.yaml'],
  ['../openapi.yaml', '/repository/api', 'openapi.yaml'],
  ['/repository/api/openapi.yaml', '/actions/suite', 'api/openapi.yaml'],
  ['spec/openapi.yaml', '/actions/suite', undefined],
  ['../other/openapi.yaml', '/repository', undefined],
  ['/repository-2/openapi.yaml', '/repository', undefined],
  ['https://api.example.com/openapi.json', '/repository', undefined],
])('the file %s, seen from %s, is annotated as %s', (file, directory, expected) => {
  const results = createRecord().results.map((result) => ({ ...result, source: { file, line: 3 } }));
  const text = renderAnnotations(createRecord({ results }), { repository: '/repository', directory });
  const files = text
    .split('\n')
    .filter((line) => /^::(?:error|warning)/.test(line))
    .map((line) => parse(line).file);
  expect(new Set(files)).toEqual(new Set([expected]));
});
