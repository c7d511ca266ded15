import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { type ReplayLimits, readReplay } from '../../../cli/read-replay.ts';
import { resolveTarget } from '../../../cli/resolve-target.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { actionMethods } from '../../../spec/openapi/resources.ts';
import { createFolder } from './run-suite.ts';

const request = {
  method: 'POST',
  path: '/v1/customer-sessions/',
  headers: [['Content-Type', 'application/json']],
  credentials: 'access',
  body: { json: { customer_id: 'x' } },
};

const createReplay = (changed: object) => ({
  contract: { title: 'Polar API', version: '0.1.0' },
  clause: 'customer-sessions:create/authentication:none',
  cases: [
    {
      ...{ id: 'x', operation: 'customer-sessions:create', kind: 'probe', says: 'x', serves: [] },
      request: { ...request, ...changed },
    },
  ],
});

function writeReplay(value: unknown): string {
  const file = join(createFolder(), 'replay.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

describe('a replay', () => {
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

  test('may contain requests that a plan could contain', () => {
    expect(readReplay(writeReplay(createReplay({})), remote).cases).toHaveLength(1);
    expect(readReplay(writeReplay(createReplay({ method: 'DELETE' })), local).cases).toHaveLength(1);
    const forged = createReplay({ method: 'TRACE', headers: [['Host', 'evil.example']] });
    expect(readReplay(writeReplay(forged), local).cases).toHaveLength(1);
    const slash = createReplay({ path: '/v1/customer-sessions/a%2Fb?c=..%2Fd' });
    expect(readReplay(writeReplay(slash), remote).cases).toHaveLength(1);
    expect(
      readReplay(writeReplay(createReplay({ path: '/v1/customer-sessions/a/b?c=d' })), remote).cases,
    ).toHaveLength(1);
  });

  test.each(Object.keys(actionMethods))('may have a step that does this with a resource: %s', (action) => {
    const step = { scenario: '/a/{id}', resource: '/a/{id}', action, item: 'A', bindings: [] };
    const replay = createReplay({});
    const stored = {
      ...replay,
      cases: replay.cases.map((each) => ({ ...each, step, needsCounterpart: true })),
    };
    expect(readReplay(writeReplay(stored), remote).cases).toMatchObject([{ step, needsCounterpart: true }]);
  });

  test('may read a path of the follow-ups with GET', () => {
    const portal = { path: '/v1/customer-portal/customers/me', credentials: 'truncated-session' };
    const read = (changed: object) =>
      readReplay(writeReplay(createReplay({ ...portal, ...changed })), remote);
    expect(read({ method: 'GET' }).cases).toHaveLength(1);
    for (const changed of [{ method: 'PATCH' }, { method: 'GET', path: `${portal.path}/payment-methods` }])
      expect(() => read(changed)).toThrow(/not at or below/);
  });

  const rejected: readonly [title: string, value: unknown, message: RegExp][] = [
    ['another origin', createReplay({ path: '//evil.example/v1/customer-sessions/' }), /path/],
    ['another origin by a backslash', createReplay({ path: '/\\evil.example/' }), /path/],
    ['an absolute URL', createReplay({ path: 'https://evil.example/' }), /path/],
    ['another operation', createReplay({ path: '/v1/customers/' }), /not at or below/],
    [
      'a path that extends the last segment',
      createReplay({ path: '/v1/customer-sessions-of-others' }),
      /not at or below/,
    ],
    ['a dot segment', createReplay({ path: '/v1/customer-sessions/../customers/' }), /not at or below/],
    [
      'an encoded dot segment',
      createReplay({ path: '/v1/customer-sessions/%2E%2e/customers/' }),
      /not at or below/,
    ],
    [
      'a dot segment between encoded slashes',
      createReplay({ path: '/v1/customer-sessions/a%2f..%2fb' }),
      /not at or below/,
    ],
    ['cookies', createReplay({ headers: [['Cookie', 'a=b']] }), /sets Cookie/],
    ['another host by its header', createReplay({ headers: [['hOST', 'evil.example']] }), /sets hOST/],
    ['a header with a line break', createReplay({ headers: [['X-A', 'b\r\nHost: c']] }), /headers/],
    ['a method that deletes', createReplay({ method: 'DELETE' }), /DELETE/],
    ['a deeply nested body', createReplay({ body: { text: '['.repeat(5000) } }), /take a server down/],
    [
      'deeply nested bytes',
      createReplay({ body: { base64: btoa('{"a":'.repeat(5000)) } }),
      /take a server down/,
    ],
    ['unknown credentials', createReplay({ credentials: 'root' }), /credentials/],
    ['more than one body', createReplay({ body: { json: 1, text: '1' } }), /body/],
    ['no case', { ...createReplay({}), cases: [] }, /cases/],
    ['no object', '[]', /is not a replay/],
    ['no JSON', '{', /is not JSON/],
  ];
  test.each(rejected)('with %s is rejected', (_, value, message) => {
    expect(() => readReplay(writeReplay(value), remote)).toThrow(message);
  });
});
