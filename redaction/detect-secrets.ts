import { isObject, type Json } from '../spec/json.ts';
import type { HeaderList } from '../spec/openapi/exchange.ts';

/** How secrets in answers are recognised. */
export interface SecretLooks {
  /** Names of properties and query parameters whose values are secret. */
  names: RegExp;
  /** What is a token by its look alone. Global. */
  tokens: RegExp;
}

export const usualLooks: SecretLooks = {
  names: /(?:^|[_.-])(?:token|secret|password|api_key)$|[a-z](?:Token|Secret|Password|ApiKey)$/i,
  tokens: /\bpolar_[a-z]{2,10}_[A-Za-z0-9]{6,}/g,
};

const queryParameter = /[?&;]([\w.-]{1,64})=([^&\s"'<>#\\]{1,4096})/g;
const leastSecret = 8;

/** The secrets of an answer, each once: first the named values of its JSON, then tokens in URLs and by their look. */
export function secretsIn(answer: { text: string; json?: Json }, looks: SecretLooks): string[] {
  const found = new Set<string>();
  if (answer.json !== undefined) collectNamed(answer.json, looks.names, found);
  for (const [, name = '', value = ''] of answer.text.matchAll(queryParameter)) {
    if (looks.names.test(name)) found.add(decoded(value));
  }
  for (const [token] of answer.text.matchAll(looks.tokens)) found.add(token);
  return [...found].filter((secret) => secret.length >= leastSecret);
}

/**
 * The values of cookies that look like sessions: long and random. Others may stand in an answer for good reasons, as the id of
 * a customer does.
 */
export function cookiesIn(headers: HeaderList): string[] {
  const values = headers.flatMap(([name, value]) => {
    const [, cookie = ''] = name === 'set-cookie' ? (/^[^=;]*=\s*"?([^;"]*)/.exec(value) ?? []) : [];
    return [cookie.trim(), decoded(cookie.trim())];
  });
  return [...new Set(values)].filter(looksRandom);
}

const looksRandom = (value: string): boolean =>
  value.length >= 20 &&
  /[A-Za-z]/.test(value) &&
  /\d/.test(value) &&
  !/^[0-9a-f-]{36}$|^\d{4}-|[\s@]|:\/\//i.test(value);

function collectNamed(value: Json, names: RegExp, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectNamed(item, names, found);
    return;
  }
  if (!isObject(value)) return;
  for (const [name, item] of Object.entries(value)) {
    if (typeof item !== 'string')
      collectNamed(item as Json, names, found); // a member of a JSON value
    else if (names.test(name)) found.add(item);
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a broken escape: the value is then secret as it stands
  }
}
