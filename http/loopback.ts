import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, type LookupFunction } from 'node:net';

/**
 * Whether the host of a URL is a loopback name or address (RFC 6890 loopback blocks; RFC 6761 section 6.3 for
 * `localhost`).
 */
export function isLoopback(url: URL): boolean {
  const host = url.hostname.replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  if (/^127(\.\d{1,3}){3}$/.test(host)) return true; // `new URL` has converted forms such as 127.1 and 0x7f000001
  return host === '[::1]' || /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(host);
}

const loopbackAddresses = new BlockList();
loopbackAddresses.addSubnet('127.0.0.0', 8, 'ipv4');
loopbackAddresses.addAddress('::1', 'ipv6');

/** Error code for a loopback name that resolves to another machine. */
export const notLoopbackCode = 'ERR_NOT_LOOPBACK';

/**
 * Creates a lookup that accepts only loopback addresses, because a resolver may map `*.localhost` to another machine.
 */
export function createLoopbackLookup(resolve: typeof lookup = lookup): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, []);
      const loopback = addresses.filter(({ address, family }) =>
        loopbackAddresses.check(address, family === 6 ? 'ipv6' : 'ipv4'),
      );
      const [first] = loopback;
      if (first === undefined)
        callback(Object.assign(new Error('not a loopback address'), { code: notLoopbackCode }), []);
      else if (options.all) callback(null, loopback);
      else callback(null, first.address, first.family);
    });
  };
}
