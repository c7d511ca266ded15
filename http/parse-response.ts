import { cookiesIn } from '../redaction/detect-secrets.ts';
import type { Redactor } from '../redaction/redactor.ts';
import type { ReceivedResponse, TransportFailure } from '../spec/openapi/exchange.ts';
import { decodeContent } from './decode-content.ts';
import type { RawResponse } from './read-response.ts';
import { readJson } from './strict-json.ts';

export interface ReadingLimits {
  /** The longest body, after decoding. */
  bodyBytes: number;
  /** How much of a body's text is kept. */
  keptChars: number;
}

/** Reads an answer: decoded, strictly parsed, its secrets learnt and replaced. */
export async function readResponse(
  raw: RawResponse,
  exchange: number,
  sent: string,
  redactor: Redactor,
  limits: ReadingLimits,
): Promise<{ response: ReceivedResponse } | { failure: TransportFailure }> {
  const encoding = raw.headers
    .flatMap(([name, value]) => (name === 'content-encoding' ? [value] : []))
    .join(',');
  const decoded = await decodeContent(raw.body, encoding, limits.bodyBytes);
  if ('problem' in decoded) {
    return {
      failure: {
        kind: 'encoding',
        message: redactor.text(`the answer has ${decoded.problem}`),
        answered: true,
      },
    };
  }
  const { json, text, ...rest } = readJson(decoded.bytes);
  const head = raw.headers.map(([, value]) => value).join('\n');
  const cookies = cookiesIn(raw.headers);
  redactor.learn(exchange, { text: `${text}\n${head}`, cookies, ...(json && { json: json.value }) }, sent);
  const masked = raw.headers.flatMap(([name, value]) => [
    name,
    name === 'set-cookie' ? masksOf(value) : value,
  ]);
  const [redacted = '', ...fields] = redactor.texts([text, ...masked]);
  return {
    response: {
      status: raw.status,
      headers: raw.headers.map((_, nth) => [fields[2 * nth] ?? '', fields[2 * nth + 1] ?? ''] as const),
      body: {
        text: redacted.slice(0, limits.keptChars),
        bytes: decoded.bytes.length,
        truncated: redacted.length > limits.keptChars,
        ...(json && { json: { value: redactor.json(json.value, text, redacted) } }),
        ...rest,
        ...(rest.duplicates && { duplicates: rest.duplicates.map(redactor.text) }),
      },
    },
  };
}

/** Whatever a cookie's value is, it may be a session: its name and attributes tell enough (RFC 6265 section 4.1.1). */
const masksOf = (cookie: string): string => cookie.replace(/^([^=;]*)=?[^;]*/, '$1=‹cookie›');
