/** An occurrence in a text of a whole secret or of a part of it. */
export interface Span {
  start: number;
  end: number;
  secret: string;
  isWhole: boolean;
}

/** Finds secrets, and parts of them, in plain text. */
export interface SecretIndex {
  /** Adds a secret. The characters before `from`, a public prefix that many secrets share, are not searched for. */
  add(secret: string, from?: number): void;
  /** Removes a secret that was added with the same `from`. */
  remove(secret: string, from?: number): void;
  findSpans(text: string): Span[];
  /** Length of the shortest text that can contain a match. */
  minLength(): number;
}

/** Length of the shortest part of a secret that counts as disclosure. */
const minPartLength = 16;
const gramLength = 8;
/** Every part of 16 characters contains all 8-grams at 9 consecutive offsets: indexing every ninth is enough to find it. */
const stride = minPartLength - gramLength + 1;
const maxPositionsPerGram = 16;

/** Number of hash slots. The rolling hash rejects most positions of a text without allocating a substring. */
const slotCount = 2 ** 19;
const hashBase = 31;
const highestPower = (hashBase ** (gramLength - 1)) | 0;

/** Rolling hash: the hash at the next index is computed from this one (Karp and Rabin 1987). */
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
  /** Number of keys of `positions` in each hash slot. */
  counts: Uint32Array;
  /** One bit for each slot that is in use: small enough to stay in the processor's cache. */
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
    counts: new Uint32Array(slotCount),
    present: new Uint8Array(slotCount / 8),
  };
  const shortSecrets = new Set<string>();
  return {
    add(secret, from = 0) {
      if (secret.length < minPartLength) shortSecrets.add(secret);
      else for (const offset of listGramOffsets(secret, from)) addPosition(grams, { secret, offset });
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
    positions.push(position); // a repetitive secret ("aaaa…") is added once
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

function findGramSpans({ positions: gramPositions, present }: GramIndex, text: string): Span[] {
  const spans: Span[] = [];
  if (gramPositions.size === 0 || text.length < gramLength) return spans;
  let hash = hashGram(text, 0);
  for (let index = 0; index + gramLength <= text.length; ) {
    const slot = toSlot(hash);
    const isPresent = ((present[slot >>> 3] ?? 0) & (1 << (slot & 7))) !== 0;
    const positions = isPresent ? gramPositions.get(text.slice(index, index + gramLength)) : undefined;
    const longest = positions && findLongestSpan(positions, text, index);
    if (longest && (longest.isWhole || longest.end - longest.start >= minPartLength)) {
      spans.push(longest);
      index = Math.max(index, longest.end - gramLength) + 1; // matches within this span are already covered
      hash = hashGram(text, index);
    } else {
      hash = rollHash(hash, text, index);
      index += 1;
    }
  }
  return spans;
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

/** A secret of less than 8 characters is replaced only as a whole word: replaced anywhere, it would garble the report. */
function findShortSecret(secret: string, text: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(secret); start !== -1; start = text.indexOf(secret, start + secret.length)) {
    const end = start + secret.length;
    const isWord = !/[A-Za-z0-9]/.test(`${text[start - 1] ?? ''}${text[end] ?? ''}`);
    if (secret.length >= gramLength || isWord) spans.push({ start, end, secret, isWhole: true });
  }
  return spans;
}
