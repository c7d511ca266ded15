import { findCharacterRun } from './character-runs.ts';

/** An occurrence in a text of a whole secret or of a part of it. */
export interface Span {
  start: number;
  end: number;
  secret: string;
  isWhole: boolean;
}

/** Finds whole secrets, and long parts of them, in plain text. */
export interface SecretIndex {
  /**
   * Adds a secret. The characters before `from` are not searched for: they are a public prefix that many secrets share.
   */
  add(secret: string, from?: number): void;
  /** Removes a secret that was added with the same `from`. */
  remove(secret: string, from?: number): void;
  findSpans(text: string): Span[];
  /** The length of the shortest text that can contain a match. */
  minLength(): number;
}

/** The length of the shortest part of a secret that is replaced, because it would disclose too much. */
const minPartLength = 16;
const gramLength = 8;
/** The distance of the indexed 8-grams of a secret. Every part of 16 characters contains one of them. */
const stride = minPartLength - gramLength + 1;
const maxPositionsPerGram = 16;

/**
 * The number of hash slots. They suffice for most positions of a text to hit an empty one, and are rejected without allocating
 * a substring.
 */
const slotCount = 2 ** 19;
const hashBase = 31;
const highestPower = (hashBase ** (gramLength - 1)) | 0;

/** Computes the hash at the next index from the hash at this one (rolling hash of Karp and Rabin, 1987). */
function hashGram(text: string, start: number): number {
  let hash = 0;
  for (let index = start; index < start + gramLength; index += 1)
    hash = (Math.imul(hash, hashBase) + text.charCodeAt(index)) | 0;
  return hash;
}

const rollHash = (hash: number, text: string, index: number): number =>
  (Math.imul(hash - Math.imul(text.charCodeAt(index), highestPower), hashBase) +
    text.charCodeAt(index + gramLength)) |
  0;

const toSlot = (hash: number): number => (hash ^ (hash >>> 15)) & (slotCount - 1);

interface GramPosition {
  secret: string;
  offset: number;
}

interface GramIndex {
  positions: Map<string, GramPosition[]>;
  /** The UTF-16 code units of all secrets that were ever added. */
  characters: Uint8Array;
  /** The number of keys of `positions` in each hash slot. */
  counts: Uint32Array;
  /** One bit for each slot that is in use. Small enough to stay in the processor's cache. */
  present: Uint8Array;
}

function updateSlot({ counts, present }: GramIndex, key: string, change: 1 | -1): void {
  const slot = toSlot(hashGram(key, 0));
  const now = (counts[slot] ?? 0) + change;
  counts[slot] = now;
  const [byte, bit] = [slot >>> 3, 1 << (slot & 7)];
  present[byte] = now > 0 ? (present[byte] ?? 0) | bit : (present[byte] ?? 0) & ~bit;
}

/** Creates an index whose search time depends on the length of the text, not on the number of secrets. */
export function createSecretIndex(): SecretIndex {
  const grams: GramIndex = {
    positions: new Map(),
    characters: new Uint8Array(0x10000),
    counts: new Uint32Array(slotCount),
    present: new Uint8Array(slotCount / 8),
  };
  const shortSecrets = new Set<string>();
  return {
    add(secret, from = 0) {
      if (secret.length < minPartLength) {
        shortSecrets.add(secret);
        return;
      }
      for (let index = 0; index < secret.length; index += 1) grams.characters[secret.charCodeAt(index)] = 1;
      for (const offset of listGramOffsets(secret, from)) addPosition(grams, { secret, offset });
    },
    remove(secret, from = 0) {
      shortSecrets.delete(secret);
      if (secret.length >= minPartLength)
        for (const offset of listGramOffsets(secret, from)) removePositions(grams, secret, offset);
    },
    findSpans(text) {
      return [
        ...findGramSpans(grams, text),
        ...[...shortSecrets].flatMap((secret) => findShortSecret(secret, text)),
      ];
    },
    minLength: () => Math.min(minPartLength, ...[...shortSecrets].map((secret) => secret.length)),
  };
}

function listGramOffsets(secret: string, from = 0): number[] {
  const first = secret.length - from >= minPartLength ? from : 0;
  const offsets: number[] = [];
  for (let offset = first; offset + gramLength <= secret.length; offset += stride) offsets.push(offset);
  return offsets;
}

function addPosition(grams: GramIndex, position: GramPosition): void {
  const key = position.secret.slice(position.offset, position.offset + gramLength);
  const positions = grams.positions.get(key);
  if (positions === undefined) {
    grams.positions.set(key, [position]);
    updateSlot(grams, key, 1);
  } else if (positions.length < maxPositionsPerGram && positions.at(-1)?.secret !== position.secret)
    positions.push(position); // a repetitive secret ("aaaa…") has the same gram several times
}

function removePositions(grams: GramIndex, secret: string, offset: number): void {
  const key = secret.slice(offset, offset + gramLength);
  const known = grams.positions.get(key);
  if (known === undefined) return;
  const remaining = known.filter((position) => position.secret !== secret);
  if (remaining.length > 0) {
    grams.positions.set(key, remaining);
    return;
  }
  grams.positions.delete(key);
  updateSlot(grams, key, -1);
}

function findGramSpans(grams: GramIndex, text: string): Span[] {
  const spans: Span[] = [];
  if (grams.positions.size === 0) return spans;
  for (let from = 0; ; ) {
    // no match contains a character that no secret has
    const run = findCharacterRun(text, grams.characters, from, minPartLength);
    if (run === undefined) return spans;
    addSpansBetween(grams, text, run.start, run.end, spans);
    from = run.end + 1;
  }
}

/** Adds the spans of a part of the text that has only characters of secrets. */
function addSpansBetween(
  { positions: gramPositions, present }: GramIndex,
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  let hash = hashGram(text, start);
  for (let index = start; index + gramLength <= end; ) {
    const slot = toSlot(hash);
    const isPresent = ((present[slot >>> 3] ?? 0) & (1 << (slot & 7))) !== 0;
    const positions = isPresent ? gramPositions.get(text.slice(index, index + gramLength)) : undefined;
    const longest = positions && findLongestSpan(positions, text, index);
    if (longest && (longest.isWhole || longest.end - longest.start >= minPartLength)) {
      spans.push(longest);
      // the rest of this span contains no other match that matters
      index = Math.max(index, longest.end - gramLength) + 1;
      hash = hashGram(text, index);
    } else {
      hash = rollHash(hash, text, index);
      index += 1;
    }
  }
}

const findLongestSpan = (positions: readonly GramPosition[], text: string, start: number): Span | undefined =>
  positions
    .map((position) => extendMatch(text, start, position))
    .reduce((one, other) => (other.end - other.start > one.end - one.start ? other : one));

function extendMatch(text: string, start: number, { secret, offset }: GramPosition): Span {
  let before = 0;
  while (before < offset && start > before && text[start - before - 1] === secret[offset - before - 1])
    before += 1;
  let after = gramLength;
  while (offset + after < secret.length && text[start + after] === secret[offset + after]) after += 1;
  return { start: start - before, end: start + after, secret, isWhole: before + after === secret.length };
}

/** Finds a secret of less than 8 characters as a whole word only: replacing it anywhere would garble the report. */
function findShortSecret(secret: string, text: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(secret); start !== -1; start = text.indexOf(secret, start + secret.length)) {
    const end = start + secret.length;
    const isWord = !/[A-Za-z0-9]/.test(`${text[start - 1] ?? ''}${text[end] ?? ''}`);
    if (secret.length >= gramLength || isWord) spans.push({ start, end, secret, isWhole: true });
  }
  return spans;
}
