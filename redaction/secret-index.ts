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
  /** Takes out what was added with the same `from`. */
  remove(secret: string, from?: number): void;
  spansIn(text: string): Span[];
  /** No shorter text can hold anything. */
  shortest(): number;
}

/** The least part of a secret that counts as disclosure. */
const leastPart = 16;
const gram = 8;
/** A run of 16 characters holds a whole 8-gram at one of any 9 steps: so only every ninth of a secret's grams is indexed. */
const stride = leastPart - gram + 1;
const placesPerGram = 16;

/** Most places of a text are told from every secret by their hash, without cutting out a gram. */
const hashes = 2 ** 19;
const base = 31;
const highest = (base ** (gram - 1)) | 0;

/** A hash that rolls: that of the next place follows from this one's (Karp and Rabin 1987). */
function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let index = at; index < at + gram; index += 1)
    hash = (Math.imul(hash, base) + text.charCodeAt(index)) | 0;
  return hash;
}

const rolled = (hash: number, text: string, at: number): number =>
  (Math.imul(hash - Math.imul(text.charCodeAt(at), highest), base) + text.charCodeAt(at + gram)) | 0;

const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & (hashes - 1);

interface Place {
  secret: string;
  offset: number;
}

interface Grams {
  places: Map<string, Place[]>;
  /** How many keys of `places` have a hash. */
  counts: Uint32Array;
  /** Whether there is one, a bit each: small enough to stay in the processor's cache. */
  present: Uint8Array;
}

function count({ counts, present }: Grams, key: string, change: 1 | -1): void {
  const slot = slotOf(hashAt(key, 0));
  const now = (counts[slot] ?? 0) + change;
  counts[slot] = now;
  const [byte, bit] = [slot >>> 3, 1 << (slot & 7)];
  present[byte] = now > 0 ? (present[byte] ?? 0) | bit : (present[byte] ?? 0) & ~bit;
}

/** An index whose search takes time in the length of the text, not in the number of secrets. */
export function createSecretIndex(): SecretIndex {
  const grams: Grams = {
    places: new Map(),
    counts: new Uint32Array(hashes),
    present: new Uint8Array(hashes / 8),
  };
  const shorts = new Set<string>();
  return {
    add(secret, from = 0) {
      if (secret.length < leastPart) shorts.add(secret);
      else for (const offset of offsetsOf(secret, from)) addPlace(grams, { secret, offset });
    },
    remove(secret, from = 0) {
      shorts.delete(secret);
      if (secret.length >= leastPart)
        for (const offset of offsetsOf(secret, from)) removePlaces(grams, secret, offset);
    },
    spansIn(text) {
      return [...spansOfGrams(grams, text), ...[...shorts].flatMap((secret) => spansOfShort(secret, text))];
    },
    shortest: () => Math.min(leastPart, ...[...shorts].map((secret) => secret.length)),
  };
}

function offsetsOf(secret: string, from = 0): number[] {
  const first = secret.length - from >= leastPart ? from : 0;
  const offsets: number[] = [];
  for (let offset = first; offset + gram <= secret.length; offset += stride) offsets.push(offset);
  return offsets;
}

function addPlace(grams: Grams, place: Place): void {
  const key = place.secret.slice(place.offset, place.offset + gram);
  const places = grams.places.get(key);
  if (places === undefined) {
    grams.places.set(key, [place]);
    count(grams, key, 1);
  } else if (places.length < placesPerGram && places.at(-1)?.secret !== place.secret) places.push(place); // "aaaa…" once
}

function removePlaces(grams: Grams, secret: string, offset: number): void {
  const key = secret.slice(offset, offset + gram);
  const known = grams.places.get(key);
  if (known === undefined) return;
  const left = known.filter((place) => place.secret !== secret);
  if (left.length > 0) {
    grams.places.set(key, left);
    return;
  }
  grams.places.delete(key);
  count(grams, key, -1);
}

function spansOfGrams({ places: known, present }: Grams, text: string): Span[] {
  const spans: Span[] = [];
  if (known.size === 0 || text.length < gram) return spans;
  let hash = hashAt(text, 0);
  for (let at = 0; at + gram <= text.length; ) {
    const slot = slotOf(hash);
    const isPresent = ((present[slot >>> 3] ?? 0) & (1 << (slot & 7))) !== 0;
    const places = isPresent ? known.get(text.slice(at, at + gram)) : undefined;
    const longest = places && longestOf(places, text, at);
    if (longest && (longest.whole || longest.end - longest.start >= leastPart)) {
      spans.push(longest);
      at = Math.max(at, longest.end - gram) + 1; // what lies within this span says nothing new
      hash = hashAt(text, at);
    } else {
      hash = rolled(hash, text, at);
      at += 1;
    }
  }
  return spans;
}

const longestOf = (places: readonly Place[], text: string, at: number): Span | undefined =>
  places
    .map((place) => grow(text, at, place))
    .reduce((one, other) => (other.end - other.start > one.end - one.start ? other : one));

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
