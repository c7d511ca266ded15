import type { HeaderList } from '../../spec/openapi/request.ts';

/** Fields that concern one connection only, in addition to those that `Connection` names (RFC 9110 section 7.6.1). */
const hopByHopNames = ['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade'];

/** Converts the raw header fields of Node's parser, `[name, value, name, value, …]`, to pairs. */
export const toHeaderList = (raw: readonly string[]): HeaderList =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));

/** Returns the fields that a proxy forwards: all but those of the connection. */
export function listForwardedFields(fields: HeaderList): HeaderList {
  const named = fields.flatMap(([name, value]) =>
    name.toLowerCase() === 'connection' ? value.split(',').map((option) => option.trim().toLowerCase()) : [],
  );
  const dropped = new Set([...hopByHopNames, ...named]);
  return fields.filter(([name]) => !dropped.has(name.toLowerCase()));
}

/** Methods whose requests have no content unless a field declares it (RFC 9110 section 9.3). */
const methodsWithoutContent = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);

/**
 * Returns the fields of a request as a gateway sends it on: to the host of the target, with `Via` (RFC 9110 section
 * 7.6.3), and with the framing of the received content. `Expect` is omitted, because the proxy has answered it.
 */
export function createForwardedRequestFields(method: string, received: HeaderList, host: string): HeaderList {
  const has = (name: string): boolean => received.some(([field]) => field.toLowerCase() === name);
  const forwarded = listForwardedFields(received).filter(
    ([name]) => !['host', 'expect'].includes(name.toLowerCase()),
  );
  const framing = has('transfer-encoding')
    ? [['Transfer-Encoding', 'chunked'] as const]
    : has('content-length') || methodsWithoutContent.has(method)
      ? []
      : [['Content-Length', '0'] as const];
  return [['Host', host], ...forwarded, ['Via', '1.1 polar-conformance'], ...framing];
}
