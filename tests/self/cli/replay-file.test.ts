import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ReplayLimits, readReplay } from '../../../cli/commands/replay-file.ts';
import { parseOptions } from '../../../cli/options.ts';
import { resolveTarget } from '../../../cli/resolve-target.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { newFolder } from './launched.ts';

const request = {
  method: 'POST',
  path: '/v1/customer-sessions/',
  headers: [['Content-Type', 'application/json']],
  credentials: 'access',
  body: { json: { customer_id: 'x' } },
};

const replayOf = (changed: object): object => ({
  contract: { title: 'Polar API', version: '0.1.0' },
  clause: 'customer-sessions:create/authentication:none',
  cases: [
    {
      ...{ id: 'x', operation: 'customer-sessions:create', kind: 'probe', says: 'x', serves: [] },
      request: { ...request, ...changed },
    },
  ],
});

function written(value: unknown): string {
  const file = join(newFolder(), 'replay.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

describe('a replay from strangers', () => {
  let local: ReplayLimits;
  let remote: ReplayLimits;
  beforeAll(async () => {
    const { operations, servers } = await loadContract({
      file: 'spec/openapi.yaml',
      overlay: 'spec/overlay.yaml',
    });
    const target = (name: string) => resolveTarget(parseOptions([`--target=${name}`], {}), servers);
    local = { operations, target: target('http://127.0.0.1:1'), full: false };
    remote = { operations, target: target('sandbox'), full: false };
  });

  test('may ask what a plan asks', () => {
    expect(readReplay(written(replayOf({})), remote).cases).toHaveLength(1);
    expect(readReplay(written(replayOf({ method: 'DELETE' })), local).cases).toHaveLength(1);
    expect(
      readReplay(written(replayOf({ path: '/v1/customer-sessions/a/b?c=d' })), remote).cases,
    ).toHaveLength(1);
  });

  /** What it holds, and why it is not sent. */
  const hostile: readonly [title: string, value: unknown, says: RegExp][] = [
    ['another origin', replayOf({ path: '//evil.example/v1/customer-sessions/' }), /path/],
    ['another origin by a backslash', replayOf({ path: '/\\evil.example/' }), /path/],
    ['an absolute URL', replayOf({ path: 'https://evil.example/' }), /path/],
    ['another operation', replayOf({ path: '/v1/customers/' }), /not at or below/],
    [
      'a name that only begins alike',
      replayOf({ path: '/v1/customer-sessions-of-others' }),
      /not at or below/,
    ],
    ['a way up', replayOf({ path: '/v1/customer-sessions/../customers/' }), /not at or below/],
    ['an encoded way up', replayOf({ path: '/v1/customer-sessions/%2E%2e/customers/' }), /not at or below/],
    ['another host by its header', replayOf({ headers: [['hOST', 'evil.example']] }), /sets hOST/],
    ['a header of its own making', replayOf({ headers: [['X-A', 'b\r\nHost: c']] }), /headers/],
    ['a method that deletes', replayOf({ method: 'DELETE' }), /DELETE/],
    ['a body that takes servers down', replayOf({ body: { text: '['.repeat(5000) } }), /take a server down/],
    [
      'bytes that take servers down',
      replayOf({ body: { base64: btoa('{"a":'.repeat(5000)) } }),
      /take a server down/,
    ],
    ['credentials that there are not', replayOf({ credentials: 'root' }), /credentials/],
    ['more than one body', replayOf({ body: { json: 1, text: '1' } }), /body/],
    ['no case', { ...replayOf({}), cases: [] }, /cases/],
    ['no object', '[]', /is no replay/],
    ['no JSON', '{', /is not JSON/],
  ];
  test.each(hostile)('%s is refused', (_, value, says) => {
    expect(() => readReplay(written(value), remote)).toThrow(says);
  });
});
