/** Where a secret stands in a text; a part when only some of its characters do. */
export interface Span {
  start: number;
  end: number;
  secret: string;
  whole: boolean;
}

/** Finds secrets, and parts of them, in plain text. */
export interface SecretIndex {
  /** Parts that lie before `from`, a public beginning that many share, count for nothing. */
  add(secret: string, from?: number): void;
  remove(secret: string): void;
  spansIn(text: string): Span[];
  /** No shorter text can hold anything. */
  shortest(): number;
}

/** The least part of a secret that counts as disclosure. */
const leastPart = 16;
const gram = 8;
/** A run of 16 characters holds a whole 8-gram at one of any 9 steps: so only every ninth place is looked at. */
const stride = leastPart - gram + 1;
const placesPerGram = 64;

interface Place {
  secret: string;
  offset: number;
}

/** An index whose search takes time in the length of the text, not in the number of secrets. */
export function createSecretIndex(): SecretIndex {
  const grams = new Map<string, Place[]>();
  const shorts = new Set<string>();
  return {
    add(secret, from = 0) {
      if (secret.length < leastPart) shorts.add(secret);
      else for (const offset of offsetsOf(secret, from)) addPlace(grams, { secret, offset });
    },
    remove(secret) {
      shorts.delete(secret);
      if (secret.length >= leastPart)
        for (const offset of offsetsOf(secret)) removePlaces(grams, secret, offset);
    },
    spansIn(text) {
      return [...spansOfGrams(grams, text), ...[...shorts].flatMap((secret) => spansOfShort(secret, text))];
    },
    shortest: () => Math.min(leastPart, ...[...shorts].map((secret) => secret.length)),
  };
}

function offsetsOf(secret: string, from = 0): number[] {
  const first = secret.length - from >= leastPart ? from : 0;
  return Array.from({ length: secret.length - gram + 1 - first }, (_, index) => first + index);
}

function addPlace(grams: Map<string, Place[]>, place: Place): void {
  const key = place.secret.slice(place.offset, place.offset + gram);
  const places = grams.get(key);
  if (places === undefined) grams.set(key, [place]);
  else if (places.length < placesPerGram && places.at(-1)?.secret !== place.secret) places.push(place); // "aaaa…" once
}

function removePlaces(grams: Map<string, Place[]>, secret: string, offset: number): void {
  const key = secret.slice(offset, offset + gram);
  const left = grams.get(key)?.filter((place) => place.secret !== secret) ?? [];
  if (left.length === 0) grams.delete(key);
  else grams.set(key, left);
}

function spansOfGrams(grams: ReadonlyMap<string, Place[]>, text: string): Span[] {
  const spans: Span[] = [];
  if (grams.size === 0) return spans;
  for (let at = 0; at + gram <= text.length; at += stride) {
    const places = grams.get(text.slice(at, at + gram));
    if (places === undefined) continue;
    const found = places.map((place) => grow(text, at, place));
    const longest = found.reduce((one, other) =>
      other.end - other.start > one.end - one.start ? other : one,
    );
    if (longest.whole || longest.end - longest.start >= leastPart) spans.push(longest);
    at = Math.max(at, longest.end - gram - stride); // what follows within this span says nothing new
  }
  return spans;
}

function grow(text: string, at: number, { secret, offset }: Place): Span {
  let before = 0;
  while (before < offset && at > before && text[at - before - 1] === secret[offset - before - 1]) before += 1;
  let after = gram;
  while (offset + after < secret.length && text[at + after] === secret[offset + after]) after += 1;
  return { start: at - before, end: at + after, secret, whole: before + after === secret.length };
}

/** A secret of a few characters counts only as a word of its own: replaced anywhere, it would garble the report. */
function spansOfShort(secret: string, text: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
    const end = at + secret.length;
    const alone = !/[A-Za-z0-9]/.test(`${text[at - 1] ?? ''}${text[end] ?? ''}`);
    if (secret.length >= gram || alone) spans.push({ start: at, end, secret, whole: true });
  }
  return spans;
}
