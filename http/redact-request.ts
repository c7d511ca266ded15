import type { Redactor } from '../redaction/redactor.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { HeaderList } from '../spec/openapi/request.ts';
import { toQueryPair } from './bind-request.ts';
import type { PlacedCredential } from './credential-store.ts';
import type { WireRequest } from './send-once.ts';

/**
 * Returns the request with placeholders in place of secrets, as it is recorded. Secrets in extra headers and
 * credentials are replaced even if they are short.
 */
export function redactRequest(
  { origin, method, path, headers, body }: WireRequest,
  redactor: Redactor,
  extraHeaders: HeaderList,
  credentials: readonly PlacedCredential[],
): Exchange['sent'] {
  const isExtraHeader = (name: string): boolean => extraHeaders.some(([other]) => other === name);
  const values = headers.map(([name, value]) =>
    isExtraHeader(name) ? `‹header ${name}›` : recordHeader(name, value, credentials),
  );
  const texts = [`${origin}${recordPath(path, credentials)}`, body?.toString('utf8') ?? '', ...values];
  const [url = '', bodyText = '', ...redacted] = redactor.redactTexts(texts);
  return {
    method,
    url,
    headers: headers.map(([name], index) => [name, redacted[index] ?? ''] as const),
    ...(body && { body: bodyText }),
  };
}

function recordHeader(field: string, text: string, credentials: readonly PlacedCredential[]): string {
  let recorded = text;
  for (const { in: location, name, value, recorded: placeholder } of credentials) {
    if (placeholder === undefined) continue;
    if (location === 'header' && name === field && value === text) recorded = placeholder;
    if (location === 'cookie' && field === 'cookie')
      recorded = recorded.replace(`${name}=${value}`, () => `${name}=${placeholder}`);
  }
  return recorded;
}

function recordPath(path: string, credentials: readonly PlacedCredential[]): string {
  let recorded = path;
  for (const { in: location, name, value, recorded: placeholder } of credentials)
    if (location === 'query' && placeholder !== undefined)
      recorded = recorded.replace(
        toQueryPair(name, value),
        () => `${encodeURIComponent(name)}=${placeholder}`,
      );
  return recorded;
}
