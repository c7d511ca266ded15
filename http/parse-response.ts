import { detectSessionCookies } from '../redaction/detect-secrets.ts';
import type { Redactor } from '../redaction/redactor.ts';
import type { TransportFailure } from '../spec/openapi/exchange.ts';
import type { ReceivedResponse } from '../spec/openapi/response.ts';
import { decodeContent } from './decode-content.ts';
import { parseStrictJson } from './parse-strict-json.ts';
import type { RawResponse } from './read-response.ts';

export interface ResponseLimits {
  /** Longest body, before and after content decoding. */
  maxBodyBytes: number;
  /** Number of characters of the body's text that are kept. */
  maxTextLength: number;
}

/**
 * Decodes and parses a response, detects the secrets that it issues, and replaces them.
 * @param sent the text of the request
 */
export async function parseResponse(
  raw: RawResponse,
  exchangeId: number,
  sent: string,
  redactor: Redactor,
  limits: ResponseLimits,
): Promise<{ response: ReceivedResponse } | { failure: TransportFailure }> {
  const encoding = raw.headers
    .flatMap(([name, value]) => (name === 'content-encoding' ? [value] : []))
    .join(',');
  const decoded = await decodeContent(raw.body, encoding, limits.maxBodyBytes);
  if ('problem' in decoded) {
    return {
      failure: {
        kind: 'encoding',
        message: redactor.redactText(`the response has ${decoded.problem}`),
        answered: true,
      },
    };
  }
  const { json, text, ...rest } = parseStrictJson(decoded.bytes);
  const headerText = raw.headers.map(([, value]) => value).join('\n');
  const cookies = detectSessionCookies(raw.headers);
  redactor.learnSecrets(
    exchangeId,
    { text: `${text}\n${headerText}`, cookies, ...(json && { json: json.value }) },
    sent,
  );
  const masked = raw.headers.flatMap(([name, value]) => [
    name,
    name === 'set-cookie' ? maskCookie(value) : value,
  ]);
  const [redacted = '', ...fields] = redactor.redactTexts([text, ...masked]);
  return {
    response: {
      status: raw.status,
      headers: raw.headers.map((_, index) => [fields[2 * index] ?? '', fields[2 * index + 1] ?? ''] as const),
      body: {
        text: redacted.slice(0, limits.maxTextLength),
        bytes: decoded.bytes.length,
        truncated: redacted.length > limits.maxTextLength,
        ...(json && { json: { value: redactor.redactJson(json.value, text, redacted) } }),
        ...rest,
        ...(rest.duplicates && { duplicates: rest.duplicates.map(redactor.redactText) }),
      },
    },
  };
}

/**
 * Replaces the value of a cookie, which may be a session. The name and attributes are kept (RFC 6265 section 4.1.1).
 */
const maskCookie = (cookie: string): string => cookie.replace(/^([^=;]*)=?[^;]*/, '$1=‹cookie›');
