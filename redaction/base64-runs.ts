import { findCharacterRun } from './character-runs.ts';

const minRunLength = 22; // base64 of 16 characters, the shortest part of a secret that is found
const maxPieceLength = 4096;
const pieceOverlap = 512; // longer than any token in base64, so that no token is cut in two
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Whether a UTF-16 code unit is a base64 character. */
const isBase64 = new Uint8Array(0x10000);
for (const char of `${alphabet}-_`) isBase64[char.charCodeAt(0)] = 1;

/**
 * Finds runs of base64 characters (both alphabets of RFC 4648) that are long enough to hold part of a secret. Long runs
 * are cut into overlapping pieces. Trap: a regular expression overflows its stack on a run of megabytes.
 */
export function findBase64Runs(text: string): { run: string; start: number }[] {
  const runs: { run: string; start: number }[] = [];
  for (let from = 0; ; ) {
    const found = findCharacterRun(text, isBase64, from, minRunLength, maxPieceLength);
    if (found === undefined) return runs;
    const { start, end } = found;
    runs.push({ run: text.slice(start, end), start });
    const isCut = end < text.length && isBase64[text.charCodeAt(end)] === 1;
    from = isCut ? end - pieceOverlap : end + 1;
  }
}

/**
 * For each base64 character, bit flags of the first three positions of a group of four at which it can occur if the
 * group encodes ASCII. The eighth bit of an ASCII byte is 0, which excludes half of the characters at each position.
 */
const asciiFlags = Uint8Array.from({ length: 128 }, (_, code) => {
  const sextet = decodeSextet(String.fromCharCode(code));
  const isClear = (bit: number) => sextet >= 0 && (sextet & bit) === 0;
  return (isClear(32) ? 1 : 0) | (isClear(8) ? 2 : 0) | (isClear(2) ? 4 : 0);
});

function decodeSextet(char: string): number {
  return alphabet.indexOf({ '-': '+', _: '/' }[char] ?? char);
}

/**
 * The shifts, from 0 to 3, from which the run can decode to at least `minBytes` consecutive ASCII bytes. Secrets are ASCII
 * (RFC 6750 section 2.1), but most text that looks like base64 decodes to other bytes, so that few runs need decoding.
 * Bytes of incomplete groups are not counted.
 */
export function findAsciiShifts(run: string, minBytes: number): number[] {
  const minGroups = Math.floor((minBytes - 2) / 3);
  if (minGroups <= 0) return [0, 1, 2, 3];
  const groups = [0, 0, 0, 0]; // for each shift, the number of groups in a row that can be ASCII
  const shifts: number[] = [];
  let first = getAsciiFlags(run, 0);
  let second = getAsciiFlags(run, 1);
  for (let index = 0; index + 2 < run.length; index += 1) {
    const third = getAsciiFlags(run, index + 2);
    const shift = index & 3;
    const count = (first & 1) + (second & 2) + (third & 4) === 7 ? (groups[shift] ?? 0) + 1 : 0;
    groups[shift] = count;
    if (count === minGroups) shifts.push(shift);
    // no destructuring, which would allocate an array for each character
    first = second;
    second = third;
  }
  return [...new Set(shifts)].sort();
}

const getAsciiFlags = (run: string, index: number): number => asciiFlags[run.charCodeAt(index)] ?? 0;
