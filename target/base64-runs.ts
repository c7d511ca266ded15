const shortest = 22; // 16 characters take 22 in base64
const piece = 4096;
const overlap = 512; // longer than any token in base64
const isBase64 = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(/[A-Za-z0-9+/_-]/.test(String.fromCharCode(code))),
);

/**
 * The runs of base64 characters (both alphabets of RFC 4648) that can hold a part of a secret, cut into overlapping pieces.
 * Trap: a regular expression overflows its stack on a run of megabytes.
 */
export function runsOfBase64(text: string): { run: string; at: number }[] {
  const runs: { run: string; at: number }[] = [];
  let from = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const inside = isBase64[text.charCodeAt(index)] === 1; // NaN behind the end: not inside
    if (inside && index - from < piece) continue;
    if (index - from >= shortest) runs.push({ run: text.slice(from, index), at: from });
    from = inside ? index - overlap : index + 1;
  }
  return runs;
}
