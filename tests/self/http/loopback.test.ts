import type { LookupAddress, lookup } from 'node:dns';
import { expect, test } from 'vitest';
import { createLoopbackLookup, isLoopback } from '../../../http/loopback.ts';

test.each([
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  '127.0.0.1',
  '127.0.0.2',
  '127.255.255.254',
  '0x7f.1',
  '2130706433',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
])('%s is a loopback host', (host) => {
  expect(isLoopback(new URL(`http://${host}/`))).toBe(true);
});

test.each([
  '0.0.0.0',
  '[::]',
  '128.0.0.1',
  '10.0.0.1',
  '169.254.169.254',
  '[::2]',
  '[fe80::1]',
  '[::ffff:10.0.0.1]',
  'localhost.example',
  'notlocalhost',
  '127.0.0.1.example',
  'localhost-x',
  'host.docker.internal',
])('%s is not a loopback host', (host) => {
  expect(isLoopback(new URL(`http://${host}/`))).toBe(false);
});

/** Looks up a loopback name with a resolver that returns these addresses. */
function lookUp(addresses: LookupAddress[], all: boolean): Promise<unknown> {
  const resolver = (_: string, __: unknown, callback: (error: null, addresses: LookupAddress[]) => void) =>
    callback(null, addresses);
  return new Promise((resolve) =>
    createLoopbackLookup(resolver as typeof lookup)('a.localhost', { all }, (error, address) =>
      resolve(error?.code ?? address),
    ),
  );
}

test('a loopback name resolves to loopback addresses only', async () => {
  const loopback = { address: '127.0.0.1', family: 4 };
  const loopback6 = { address: '::1', family: 6 };
  const other = { address: '192.0.2.1', family: 4 };
  expect(await lookUp([other], true)).toBe('ERR_NOT_LOOPBACK');
  expect(await lookUp([other], false)).toBe('ERR_NOT_LOOPBACK');
  expect(await lookUp([], true)).toBe('ERR_NOT_LOOPBACK');
  expect(await lookUp([other, loopback, loopback6], true)).toEqual([loopback, loopback6]);
  expect(await lookUp([other, loopback6], false)).toBe('::1');
});
