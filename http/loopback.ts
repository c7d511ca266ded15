import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, type LookupFunction } from 'node:net';

/** Whether a URL's host is this machine (RFC 6890 loopback blocks; RFC 6761 section 6.3 for `localhost`). */
export function isLoopback(url: URL): boolean {
  const host = url.hostname.replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  if (/^127(\.\d{1,3}){3}$/.test(host)) return true; // the URL parser has already rewritten 127.1 and 0x7f000001
  return host === '[::1]' || /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(host);
}

const own = new BlockList();
own.addSubnet('127.0.0.0', 8, 'ipv4');
own.addAddress('::1', 'ipv6');

/** The error code of a name that says it is this machine, and leads to another. */
export const notLoopback = 'ERR_NOT_LOOPBACK';

/** Looks a name of this machine up, and takes no other machine's address for an answer: what a resolver says is not ours. */
export function lookupLoopback(resolve: typeof lookup = lookup): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, []);
      const local = addresses.filter(({ address, family }) =>
        own.check(address, family === 6 ? 'ipv6' : 'ipv4'),
      );
      const [first] = local;
      const elsewhere = Object.assign(new Error('not this machine'), { code: notLoopback });
      if (first === undefined) callback(elsewhere, []);
      else if (options.all) callback(null, local);
      else callback(null, first.address, first.family);
    });
  };
}
