import type { Json } from '../spec/json.ts';
import { type SecretLooks, secretsIn, usualLooks } from './detect-secrets.ts';
import { searchTexts } from './encodings.ts';
import { mapStrings, replaceSpans } from './placeholders.ts';
import { createSecretIndex, type Span } from './secret-index.ts';

/** Replaces secrets by placeholders, the same for the same value: `‹access token›`, `‹session token 7›`. */
export interface Redactor {
  /** A secret known from the start. */
  conceal(label: string, secret: string): void;
  /** Takes note of the secrets in the answer to the numbered exchange; what the request itself said is none. */
  learn(exchange: number, answer: Learnable, sent: string): void;
  text(text: string): string;
  /** Several texts at the price of one: what belongs to one exchange is looked through in one go. */
  texts(texts: readonly string[]): string[];
  /** The value of a JSON text of which the redacted text is given too. */
  json(value: Json, text: string, redacted: string): Json;
  /** The text with the placeholders of remembered secrets filled in again. */
  expand(text: string): string;
  /** The session token learnt last. */
  latest(): string | undefined;
  /** The public beginning of a session token (`polar_mst_`), by its placeholder. */
  prefixOf(placeholder: string): string | undefined;
}

/** What may hold secrets of an answer: its texts, its value, and the values of its cookies. */
interface Learnable {
  text: string;
  json?: Json;
  cookies?: readonly string[];
}

const learntPerExchange = 20;

/**
 * A redactor that looks for so many learnt secrets, the latest, however long the run. They are numbered by the exchange
 * that brought them, so that the same run names them the same whatever the concurrency.
 */
export function createRedactor(looks: SecretLooks = usualLooks, remembered = 2000): Redactor {
  const index = createSecretIndex();
  const labels = new Map<string, string>();
  const learnt = new Map<string, string>(); // from placeholder to secret, oldest first
  let latest: string | undefined;

  const remember = (secret: string, label: string): void => {
    labels.set(secret, label);
    learnt.set(`‹${label}›`, secret);
    index.add(secret, publicPart(secret).length);
    const [oldest] = learnt.size > remembered ? learnt : [];
    if (oldest === undefined) return;
    learnt.delete(oldest[0]);
    labels.delete(oldest[1]);
    index.remove(oldest[1], publicPart(oldest[1]).length);
  };

  const find = (reading: string): Span[] => withLooks(index.spansIn(reading), reading, looks.tokens, labels);
  const texts = (given: readonly string[]): string[] => {
    const least = Math.min(leastLook, index.shortest());
    const found = searchTexts(given, find, least);
    return given.map((one, position) => replaceSpans(one, found.get(position) ?? [], labels));
  };
  const text = (given: string): string => texts([given])[0] ?? '';

  return {
    conceal(label, secret) {
      if (secret === '' || labels.has(secret)) return;
      labels.set(secret, label);
      index.add(secret);
    },
    learn(exchange, answer, sent) {
      const isFresh = (secret: string): boolean => !labels.has(secret) && !sent.includes(secret);
      const numbered = (nth: number): string => (nth === 0 ? `${exchange}` : `${exchange}.${nth + 1}`);
      for (const [nth, secret] of secretsIn(answer, looks)
        .filter(isFresh)
        .slice(0, learntPerExchange)
        .entries()) {
        if (nth === 0) latest = secret;
        remember(secret, `session token ${numbered(nth)}`);
      }
      for (const [nth, cookie] of (answer.cookies ?? [])
        .filter(isFresh)
        .slice(0, learntPerExchange)
        .entries())
        remember(cookie, `cookie ${numbered(nth)}`);
    },
    text,
    texts,
    json: (value, whole, redacted) => {
      if (whole.includes('\\')) return redactStrings(value, texts); // an escape may hide what only its value shows
      return whole === redacted ? value : (parsed(redacted) ?? redactStrings(value, texts));
    },
    expand: (given) =>
      given.replace(/‹[^‹›]{1,40}›/g, (placeholder) => learnt.get(placeholder) ?? placeholder),
    latest: () => latest,
    prefixOf(placeholder) {
      const secret = learnt.get(placeholder);
      return secret === undefined ? undefined : publicPart(secret);
    },
  };
}

/** What tells the kind of a token, and is the same for all of its kind: `polar_cst_`. */
const publicPart = (secret: string): string => /^[a-z]+_[a-z]+_/.exec(secret)?.[0] ?? '';

/** No token is known by its look that is shorter. */
const leastLook = 15;

/**
 * Adds what is a token by its look alone; where a part of a known secret stands in it, all of it is that part. Both are gone
 * through in order, side by side: an answer may hold a hundred thousand of either.
 */
function withLooks(
  known: readonly Span[],
  text: string,
  tokens: RegExp,
  labels: ReadonlyMap<string, string>,
): Span[] {
  const spans = [...known].sort((one, other) => one.start - other.start);
  const added: Span[] = [];
  let at = 0;
  for (const { 0: token, index: start } of text.matchAll(tokens)) {
    const end = start + token.length;
    while (at < spans.length && (spans[at]?.end ?? 0) <= start) at += 1;
    const next = spans[at];
    const met = next !== undefined && next.start < end ? next : undefined;
    if (met === undefined || labels.has(token)) added.push({ start, end, secret: token, whole: true });
    else if (!met.whole)
      spans[at] = { ...met, start: Math.min(start, met.start), end: Math.max(end, met.end) };
  }
  return [...spans, ...added];
}

/** The value with every string, names included, redacted. */
function redactStrings(value: Json, texts: Redactor['texts']): Json {
  const strings = new Set<string>();
  mapStrings(value, (one) => {
    strings.add(one);
    return one;
  });
  const redacted = texts([...strings]);
  const pairs = [...strings].map((one, position) => [one, redacted[position] ?? one] as const);
  const changed = new Map(pairs.filter(([one, other]) => one !== other));
  return changed.size === 0 ? value : mapStrings(value, (one) => changed.get(one) ?? one);
}

/** Parsing the redacted text is many times faster than redacting string by string; no placeholder needs an escape. */
function parsed(redacted: string): Json | undefined {
  try {
    return JSON.parse(redacted);
  } catch {
    return undefined; // a secret with a quote or a brace in it took some of the syntax along
  }
}
