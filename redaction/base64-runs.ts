const shortest = 22; // 16 characters take 22 in base64
const piece = 4096;
const overlap = 512; // longer than any token in base64
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Of every UTF-16 unit. */
const isBase64 = new Uint8Array(0x10000);
for (const char of `${alphabet}-_`) isBase64[char.charCodeAt(0)] = 1;

/**
 * The runs of base64 characters (both alphabets of RFC 4648) that can hold a part of a secret, cut into overlapping pieces.
 * Trap: a regular expression overflows its stack on a run of megabytes.
 */
export function runsOfBase64(text: string): { run: string; at: number }[] {
  const runs: { run: string; at: number }[] = [];
  const isInside = (index: number): boolean => index < text.length && isBase64[text.charCodeAt(index)] === 1;
  for (let from = 0; from + shortest <= text.length; ) {
    // Looked at from its end: what breaks the shortest run breaks all that begin before it.
    let last = from + shortest - 1;
    while (last >= from && isInside(last)) last -= 1;
    if (last >= from) {
      from = last + 1;
      continue;
    }
    let end = from + shortest;
    while (end - from < piece && isInside(end)) end += 1;
    runs.push({ run: text.slice(from, end), at: from });
    from = isInside(end) ? end - overlap : end + 1;
  }
  return runs;
}

/** Of each character, which of the first three of a group it can be where the group's bytes are ASCII. */
const plainFlags = Uint8Array.from({ length: 128 }, (_, code) => {
  const sextet = sextetOf(String.fromCharCode(code));
  const isClear = (bit: number) => sextet >= 0 && (sextet & bit) === 0;
  return (isClear(32) ? 1 : 0) | (isClear(8) ? 2 : 0) | (isClear(2) ? 4 : 0); // the eighth bits of the three bytes
});

function sextetOf(char: string): number {
  return alphabet.indexOf({ '-': '+', _: '/' }[char] ?? char);
}

/**
 * Whether so many ASCII bytes on end can come of a run read from here. Secrets are ASCII (RFC 6750 section 2.1), most of what
 * looks like base64 is not: so few runs need decoding. Bytes in part of a group are left out of account.
 */
export function mayHoldPlain(run: string, shift: number, bytes: number): boolean {
  const needed = Math.floor((bytes - 2) / 3);
  let groups = 0;
  for (let at = shift; groups < needed && at + 2 < run.length; at += 4) {
    const first = plainFlags[run.charCodeAt(at)] ?? 0;
    const second = plainFlags[run.charCodeAt(at + 1)] ?? 0;
    const third = plainFlags[run.charCodeAt(at + 2)] ?? 0;
    groups = (first & 1) + (second & 2) + (third & 4) === 7 ? groups + 1 : 0;
  }
  return groups >= needed;
}
