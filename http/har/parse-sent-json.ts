import { jsonStrings } from '../../spec/json-string.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import { parseStrictJson } from '../parse-strict-json.ts';

/**
 * Parses the JSON of a request body. Returns nothing for a body that servers may read differently (RFC 8259 sections 4,
 * 6 and 8.2): with a repeated name, a lone surrogate, or a number outside the range of a double. The same applies to
 * bytes that are not UTF-8, which a text cannot represent.
 */
export function parseSentJson(text = ''): Pick<RecordedExchange, 'sentJson'> {
  const withoutStrings = text.replace(jsonStrings, '""');
  if (/\\ud[89a-f]|\uFFFD/i.test(text) || /e\+?\d{3}|\d{400}/i.test(withoutStrings)) return {};
  const { json, duplicates } = parseStrictJson(Buffer.from(text));
  return json && !duplicates ? { sentJson: json } : {};
}
