/** Whether a URL's host is this machine (RFC 6890 loopback blocks; RFC 6761 section 6.3 for `localhost`). */
export function isLoopback(url: URL): boolean {
  const host = url.hostname.replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  if (/^127(\.\d{1,3}){3}$/.test(host)) return true; // the URL parser has already rewritten 127.1 and 0x7f000001
  return host === '[::1]' || /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(host);
}
