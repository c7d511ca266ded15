import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { formatCurl, quoteShell } from '../../../reporters/curl.ts';
import type { Credentials, RequestSpec } from '../../../spec/openapi/request.ts';
import { createCase, createExchange, hostile } from './sample-record.ts';

/** Runs the line in a shell with a `curl` that prints its arguments and its input. */
function runInShell(line: string): { args: string[]; input: string } {
  const curl = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; printf '\\0'; case "$*" in *@-) base64;; esac; }`;
  const output = execFileSync('sh', ['-c', `${curl}\n${line}`], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, POLAR_ACCESS_TOKEN: 's3cr3t $(x)', CONFORMANCE_CREDENTIAL_API_KEY: 'k3y' },
  });
  const [args = '', input = ''] = output.split('\0\0');
  return { args: args.split('\0'), input: input.replaceAll('\n', '') };
}

const renderLine = (request: Partial<RequestSpec>) =>
  formatCurl(createExchange(1, createCase(1, { request: { ...createCase(1).request, ...request } }), {})) ??
  '';

test('a shell passes to curl exactly what was sent, with the token from the environment', () => {
  const { args } = runInShell(renderLine({ headers: [['x-note', `it's "$HOME" \`id\``]] }));
  expect(args).toContain('authorization: Bearer s3cr3t $(x)');
  expect(args).toContain(`x-note: it's "$HOME" \`id\``);
  expect(args.at(-1)).toBe('{"customer_id":"4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f11"}');
});

test('the shell derives credentials from the token', () => {
  const authorized = (credentials: Credentials, value: string) => {
    const sent = createExchange(1, createCase(1, { request: { ...createCase(1).request, credentials } }), {});
    return formatCurl({ ...sent, sent: { ...sent.sent, headers: [['authorization', value]] } }) ?? '';
  };
  expect(runInShell(authorized('extended', 'Bearer ‹access token›x')).args).toContain(
    'authorization: Bearer s3cr3t $(x)x',
  );
  expect(runInShell(authorized('truncated', 'Bearer ‹part of access token›')).args).toContain(
    'authorization: Bearer s3cr3t $(x',
  );
  expect(runInShell(authorized('basic', 'Basic ‹part of access token›')).args).toContain('s3cr3t $(x):');
});

test('the credentials of a security scheme come from its variable', () => {
  const args = (...headers: [name: string, value: string][]) => {
    const sent = createExchange(1, createCase(1), {});
    return runInShell(formatCurl({ ...sent, sent: { ...sent.sent, headers } }) ?? '').args;
  };
  expect(args(['X-Key', '‹credential api-key›'])).toContain('X-Key: k3y');
  expect(args(['X-Key', '‹part of credential api-key›'])).toContain('X-Key: k3');
  expect(args(['cookie', 'a=b; sid=‹credential api-key›'])).toContain('cookie: a=b; sid=k3y');
  expect(args(['authorization', 'Bearer ‹credential api-key›x'])).toContain('authorization: Bearer k3yx');
  const user = args(['authorization', 'Basic ‹credential api-key›']);
  expect(user[user.indexOf('-u') + 1]).toBe('k3y');
});

test('a body that begins with @ is not read from a file', () => {
  const { args } = runInShell(renderLine({ body: { text: '@/etc/passwd' } }));
  expect(args.slice(-2)).toEqual(['--data-raw', '@/etc/passwd']);
});

test('bytes are sent unchanged, through base64', () => {
  expect(runInShell(renderLine({ body: { base64: '/wAB' } })).input).toBe('/wAB');
});

test('a body with control characters is sent unchanged, and the line has none', () => {
  const line = renderLine({ body: { text: `${hostile.replaceAll('\ud800', '')}` } });
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(Buffer.from(runInShell(line).input, 'base64').toString()).toBe(hostile.replaceAll('\ud800', ''));
});

test('control characters in a header are sent unchanged, and the line has none', () => {
  const line = renderLine({ headers: [['x-note', 'a\u001b[31mb\u202ec']] });
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(runInShell(line).args).toContain('x-note: a\u001b[31mb\u202ec');
});

test('a request with a long body has no line', () => {
  expect(renderLine({ body: { text: 'x'.repeat(5000) } })).toBe('');
});

test('a text without special characters is not quoted', () => {
  expect(quoteShell('--target=http://127.0.0.1:8000')).toBe('--target=http://127.0.0.1:8000');
  expect(quoteShell("it's")).toBe("'it'\\''s'");
});
