/** Decodes UTF-8. Bytes that are not part of a character are written as `\\xff`. */
export function decodeVisibly(bytes: Buffer): string {
  let text = '';
  for (let start = 0; start < bytes.length; ) {
    const length = [1, 2, 3, 4].find((count) => isCharacter(bytes.subarray(start, start + count)));
    const end = start + (length ?? 1);
    text += length ? bytes.toString('utf8', start, end) : `\\x${bytes.toString('hex', start, end)}`;
    start = end;
  }
  return text;
}

function isCharacter(bytes: Buffer): boolean {
  try {
    return [...new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)].length === 1;
  } catch {
    return false; // a strict decoder throws for an invalid sequence
  }
}
