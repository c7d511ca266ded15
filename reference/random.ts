import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Creates a deterministic generator of numbers from 0 (inclusive) to 1 (exclusive), with the algorithm mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A version 4 UUID (RFC 9562 section 5.4). */
export function generateUuid(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (placeholder) => {
    const digit = Math.floor(random() * 16);
    return (placeholder === 'y' ? (digit & 3) | 8 : digit).toString(16);
  });
}

/** Returns the CRC32 of the text in six base-62 digits. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let index = 0; index < 6; index += 1) {
    digits = base62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/**
 * Generates a token in Polar's format: the prefix, 37 random characters and their checksum. It is not derived from a
 * seed.
 */
export function generateToken(prefix: string): string {
  const body = Array.from({ length: 37 }, () => base62.charAt(randomInt(62))).join('');
  return prefix + body + checksum(body);
}
