import { decodePercent } from '../spec/decode-percent.ts';
import { isObject, type Json } from '../spec/json.ts';
import type { HeaderList } from '../spec/openapi/request.ts';

/** Patterns that find secrets in responses which the suite has not seen before. */
export interface SecretPatterns {
  /** Names of properties and query parameters that have secret values. */
  names: RegExp;
  /** Matches tokens in any text. Must be global. */
  tokens: RegExp;
}

export const defaultSecretPatterns: SecretPatterns = {
  names: /(?:^|[_.-])(?:token|secret|password|api_key)$|[a-z](?:Token|Secret|Password|ApiKey)$/i,
  tokens: /\bpolar_[a-z]{2,10}_[A-Za-z0-9]{6,}/g,
};

const queryParameter = /[?&;]([\w.-]{1,64})=([^&\s"'<>#\\]{1,4096})/g;
const minSecretLength = 8;

/**
 * Returns the distinct secrets of a response: first properties of its JSON, then query parameters of URLs, then other
 * tokens.
 */
export function detectSecrets(response: { text: string; json?: Json }, patterns: SecretPatterns): string[] {
  const found = new Set<string>();
  if (response.json !== undefined) collectNamedValues(response.json, patterns.names, found);
  for (const [, name = '', value = ''] of response.text.matchAll(queryParameter)) {
    if (patterns.names.test(name)) found.add(decodePercent(value)); // the undecoded value if it is no valid encoding
  }
  for (const [token] of response.text.matchAll(patterns.tokens)) found.add(token);
  return [...found].filter((secret) => secret.length >= minSecretLength);
}

/**
 * Returns the values of cookies that look like session ids, that is long and random. Other values, such as the id of a
 * customer, may occur elsewhere in a response for good reasons.
 */
export function detectSessionCookies(headers: HeaderList): string[] {
  const values = headers.flatMap(([name, value]) => {
    if (name !== 'set-cookie') return [];
    const [, cookie = ''] = /^[^=;]*=\s*"?([^;"]*)/.exec(value) ?? [];
    return [cookie.trim(), decodePercent(cookie.trim())];
  });
  return [...new Set(values)].filter(isRandomLooking);
}

const isRandomLooking = (value: string): boolean =>
  value.length >= 20 &&
  /[A-Za-z]/.test(value) &&
  /\d/.test(value) &&
  !/^[0-9a-f-]{36}$|^\d{4}-|[\s@]|:\/\//i.test(value);

function collectNamedValues(value: Json, names: RegExp, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectNamedValues(item, names, found);
    return;
  }
  if (!isObject(value)) return;
  for (const [name, item] of Object.entries(value)) {
    if (typeof item !== 'string')
      collectNamedValues(item as Json, names, found); // a part of a JSON value
    else if (names.test(name)) found.add(item);
  }
}
