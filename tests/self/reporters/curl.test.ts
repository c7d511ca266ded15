import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlLine, shellQuoted } from '../../../reporters/curl.ts';
import type { Credentials, RequestSpec } from '../../../spec/openapi/exchange.ts';
import { exchange, hostile, sampleCase } from './sample-record.ts';

/** What a shell makes of the line, with a `curl` that prints its arguments and its input. */
function inShell(line: string): { words: string[]; input: string } {
  const curl = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; printf '\\0'; case "$*" in *@-) base64;; esac; }`;
  const output = execFileSync('sh', ['-c', `${curl}\n${line}`], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, POLAR_ACCESS_TOKEN: 's3cr3t $(x)' },
  });
  const [words = '', input = ''] = output.split('\0\0');
  return { words: words.split('\0'), input: input.replaceAll('\n', '') };
}

const lineOf = (request: Partial<RequestSpec>) =>
  curlLine(exchange(1, sampleCase(1, { request: { ...sampleCase(1).request, ...request } }), {})) ?? '';

test('a shell hands curl exactly what was sent, with the token from the environment', () => {
  const { words } = inShell(lineOf({ headers: [['x-note', `it's "$HOME" \`id\``]] }));
  expect(words).toContain('authorization: Bearer s3cr3t $(x)');
  expect(words).toContain(`x-note: it's "$HOME" \`id\``);
  expect(words.at(-1)).toBe('{"customer_id":"4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f11"}');
});

test('credentials made from the token are made from it in the shell too', () => {
  const authorized = (credentials: Credentials, value: string) => {
    const sent = exchange(1, sampleCase(1, { request: { ...sampleCase(1).request, credentials } }), {});
    return curlLine({ ...sent, sent: { ...sent.sent, headers: [['authorization', value]] } }) ?? '';
  };
  expect(inShell(authorized('extended', 'Bearer ‹access token›x')).words).toContain(
    'authorization: Bearer s3cr3t $(x)x',
  );
  expect(inShell(authorized('truncated', 'Bearer ‹part of access token›')).words).toContain(
    'authorization: Bearer s3cr3t $(x',
  );
  expect(inShell(authorized('basic', 'Basic ‹part of access token›')).words).toContain('s3cr3t $(x):');
});

test('a body that begins with @ names no file', () => {
  const { words } = inShell(lineOf({ body: { text: '@/etc/passwd' } }));
  expect(words.slice(-2)).toEqual(['--data-raw', '@/etc/passwd']);
});

test('bytes arrive as they are, by way of base64', () => {
  expect(inShell(lineOf({ body: { base64: '/wAB' } })).input).toBe('/wAB');
});

test('a body with control characters arrives as it is, and the line has none', () => {
  const line = lineOf({ body: { text: `${hostile.replaceAll('\ud800', '')}` } });
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(Buffer.from(inShell(line).input, 'base64').toString()).toBe(hostile.replaceAll('\ud800', ''));
});

test('control characters in a header arrive as they are, and the line has none', () => {
  const line = lineOf({ headers: [['x-note', 'a\u001b[31mb\u202ec']] });
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(inShell(line).words).toContain('x-note: a\u001b[31mb\u202ec');
});

test('a body too long for a line has no line', () => {
  expect(lineOf({ body: { text: 'x'.repeat(5000) } })).toBe('');
});

test('a plain word is not quoted', () => {
  expect(shellQuoted('--target=http://127.0.0.1:8000')).toBe('--target=http://127.0.0.1:8000');
  expect(shellQuoted("it's")).toBe("'it'\\''s'");
});
