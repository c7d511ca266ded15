import type { LookupAddress, lookup } from 'node:dns';
import { expect, test } from 'vitest';
import { isLoopback, lookupLoopback } from '../../../http/loopback.ts';

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
])('%s is this machine', (host) => {
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
])('%s is another machine, or may be one', (host) => {
  expect(isLoopback(new URL(`http://${host}/`))).toBe(false);
});

/** What comes of looking up a name for which the resolver says this. */
function found(addresses: LookupAddress[], all: boolean): Promise<unknown> {
  const resolver = (_: string, __: unknown, answer: (error: null, found: LookupAddress[]) => void) =>
    answer(null, addresses);
  return new Promise((resolve) =>
    lookupLoopback(resolver as typeof lookup)('a.localhost', { all }, (error, address) =>
      resolve(error?.code ?? address),
    ),
  );
}

test('a name that says it is this machine is taken at its word only where it leads there', async () => {
  const own = { address: '127.0.0.1', family: 4 };
  const ownSix = { address: '::1', family: 6 };
  const other = { address: '192.0.2.1', family: 4 };
  expect(await found([other], true)).toBe('ERR_NOT_LOOPBACK');
  expect(await found([other], false)).toBe('ERR_NOT_LOOPBACK');
  expect(await found([], true)).toBe('ERR_NOT_LOOPBACK');
  expect(await found([other, own, ownSix], true)).toEqual([own, ownSix]);
  expect(await found([other, ownSix], false)).toBe('::1');
});
