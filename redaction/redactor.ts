import type { Json } from '../spec/json.ts';
import { defaultSecretPatterns, detectSecrets, type SecretPatterns } from './detect-secrets.ts';
import { insertPlaceholders, mapStrings } from './placeholders.ts';
import { searchEncodings } from './search-encodings.ts';
import { createSecretIndex, type Span } from './secret-index.ts';

/**
 * Replaces secrets by placeholders. Each secret has the same placeholder in the whole run: `‹access token›`, `‹session
 * token 7›`.
 */
export interface Redactor {
  /** Adds a secret of the user, such as the access token. It is redacted from then on. */
  addSecret(label: string, secret: string): void;
  /**
   * Adds the secrets that a response contains, such as a session token that the target has created, and redacts them
   * from then on. `sent` is the text of the request: values that it contains are not secret.
   */
  learnSecrets(exchangeId: number, response: SecretSource, sent: string): void;
  redactText(text: string): string;
  /** Replaces the secrets in several texts. One search in all of them is faster than one search in each. */
  redactTexts(texts: readonly string[]): string[];
  /** Replaces the secrets in a JSON value, given its text and the result of `redactText(text)`. */
  redactJson(value: Json, text: string, redactedText: string): Json;
  /** Replaces the placeholders of secrets from responses by the secrets, so that later requests can use them. */
  expandPlaceholders(text: string): string;
  /** Returns the session token that was found last in a response; undefined if there was none. */
  latestSessionToken(): string | undefined;
  /** Returns the public prefix (`polar_mst_`), which reveals the kind, of the token with this placeholder. */
  publicPrefix(placeholder: string): string | undefined;
}

/** The parts of a response that can contain secrets. */
interface SecretSource {
  text: string;
  json?: Json;
  cookies?: readonly string[];
}

const maxSecretsPerExchange = 20;

/**
 * Creates a redactor. It keeps only the last `maxLearnedSecrets` secrets that it has found in responses, to limit its
 * memory. Placeholders are numbered by exchange id, so that they do not depend on the order of responses.
 */
export function createRedactor(
  patterns: SecretPatterns = defaultSecretPatterns,
  maxLearnedSecrets = 2000,
): Redactor {
  const index = createSecretIndex();
  const labels = new Map<string, string>();
  const given = new Set<string>();
  const secretsByPlaceholder = new Map<string, string>(); // the secrets found in responses, oldest first
  let latestToken: string | undefined;

  const learn = (secret: string, label: string): void => {
    labels.set(secret, label);
    secretsByPlaceholder.set(`‹${label}›`, secret);
    index.add(secret, getPublicPrefix(secret).length);
    const [oldest] = secretsByPlaceholder.size > maxLearnedSecrets ? secretsByPlaceholder : [];
    if (oldest === undefined) return;
    secretsByPlaceholder.delete(oldest[0]);
    if (given.has(oldest[1])) return;
    labels.delete(oldest[1]);
    index.remove(oldest[1], getPublicPrefix(oldest[1]).length);
  };

  const findSpans = (text: string): Span[] =>
    addTokenSpans(index.findSpans(text), text, patterns.tokens, labels);
  const redactTexts = (texts: readonly string[]): string[] => {
    const minLength = Math.min(minTokenLength, index.minLength());
    const found = searchEncodings(texts, findSpans, minLength);
    return texts.map((text, position) => insertPlaceholders(text, found.get(position) ?? [], labels));
  };

  return {
    addSecret(label, secret) {
      if (secret === '') return;
      given.add(secret);
      if (labels.has(secret)) return;
      labels.set(secret, label);
      index.add(secret);
    },
    learnSecrets(exchangeId, response, sent) {
      const isNew = (secret: string): boolean => !labels.has(secret) && !sent.includes(secret);
      const learnAll = (kind: string, secrets: readonly string[]): void => {
        for (const [nth, secret] of secrets.entries())
          learn(secret, `${kind} ${nth === 0 ? exchangeId : `${exchangeId}.${nth + 1}`}`);
      };
      const tokens = detectSecrets(response, patterns).filter(isNew).slice(0, maxSecretsPerExchange);
      latestToken = tokens[0] ?? latestToken;
      learnAll('session token', tokens);
      learnAll('cookie', (response.cookies ?? []).filter(isNew).slice(0, maxSecretsPerExchange));
    },
    redactText: (text) => redactTexts([text])[0] ?? '',
    redactTexts,
    redactJson(value, text, redactedText) {
      // a secret written with JSON escapes is not found in the text
      if (text.includes('\\')) return redactStrings(value, redactTexts);
      return text === redactedText
        ? value
        : (tryParseJson(redactedText) ?? redactStrings(value, redactTexts));
    },
    expandPlaceholders: (text) =>
      text.replace(/‹[^‹›]{1,40}›/g, (placeholder) => secretsByPlaceholder.get(placeholder) ?? placeholder),
    latestSessionToken: () => latestToken,
    publicPrefix(placeholder) {
      const secret = secretsByPlaceholder.get(placeholder);
      return secret === undefined ? undefined : getPublicPrefix(secret);
    },
  };
}

/** Returns the prefix that all tokens of a kind share: `polar_cst_`. */
const getPublicPrefix = (secret: string): string => /^[a-z]+_[a-z]+_/.exec(secret)?.[0] ?? '';

/** The length of the shortest text that matches `SecretPatterns.tokens`. */
const minTokenLength = 15;

/**
 * Adds spans for texts that match a token pattern. If a token contains part of a known secret, the span of that part
 * grows to the token. Spans and tokens are merged in one pass, because a response can contain a hundred thousand of
 * each.
 */
function addTokenSpans(
  known: readonly Span[],
  text: string,
  tokens: RegExp,
  labels: ReadonlyMap<string, string>,
): Span[] {
  const spans = [...known].sort((one, other) => one.start - other.start);
  const added: Span[] = [];
  let nextIndex = 0;
  for (const { 0: token, index: start } of text.matchAll(tokens)) {
    const end = start + token.length;
    while (nextIndex < spans.length && (spans[nextIndex]?.end ?? 0) <= start) nextIndex += 1;
    const next = spans[nextIndex];
    const overlapping = next !== undefined && next.start < end ? next : undefined;
    if (overlapping === undefined || labels.has(token))
      added.push({ start, end, secret: token, isWhole: true });
    else if (!overlapping.isWhole)
      spans[nextIndex] = {
        ...overlapping,
        start: Math.min(start, overlapping.start),
        end: Math.max(end, overlapping.end),
      };
  }
  return [...spans, ...added];
}

/** Replaces the secrets in every string of a value, including property names. */
function redactStrings(value: Json, redactTexts: Redactor['redactTexts']): Json {
  const strings = new Set<string>();
  mapStrings(value, (one) => {
    strings.add(one);
    return one;
  });
  const redacted = redactTexts([...strings]);
  const pairs = [...strings].map((one, position) => [one, redacted[position] ?? one] as const);
  const changed = new Map(pairs.filter(([one, other]) => one !== other));
  return changed.size === 0 ? value : mapStrings(value, (one) => changed.get(one) ?? one);
}

/**
 * Parses a redacted text, which is much faster than redacting each string of the value. Works because JSON never
 * escapes a character of a placeholder.
 */
function tryParseJson(redacted: string): Json | undefined {
  try {
    return JSON.parse(redacted);
  } catch {
    return undefined; // a secret contained a quote or a brace, so that a placeholder has replaced JSON syntax
  }
}
