import type { Redactor } from '../redaction/redactor.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { HeaderList } from '../spec/openapi/request.ts';
import type { WireRequest } from './send-once.ts';

/** Returns the request as it is recorded: without secrets. The values of extra headers are replaced however short they are. */
export function redactRequest(
  { origin, method, path, headers, body }: WireRequest,
  redactor: Redactor,
  extraHeaders: HeaderList,
): Exchange['sent'] {
  const isExtraHeader = (name: string): boolean => extraHeaders.some(([other]) => other === name);
  const values = headers.map(([name, value]) => (isExtraHeader(name) ? `‹header ${name}›` : value));
  const texts = [`${origin}${path}`, body?.toString('utf8') ?? '', ...values];
  const [url = '', bodyText = '', ...redacted] = redactor.redactTexts(texts);
  return {
    method,
    url,
    headers: headers.map(([name], index) => [name, redacted[index] ?? ''] as const),
    ...(body && { body: bodyText }),
  };
}
