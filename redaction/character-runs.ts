/** A part of a text, from `start` to `end`, which is excluded. */
export interface CharacterRun {
  start: number;
  end: number;
}

/**
 * Finds the first run of at least `minLength` characters of a set, from an index on; undefined if there is none. It ends
 * after `maxLength` characters at the latest.
 * @param isMember 1 for each UTF-16 code unit of the set
 */
export function findCharacterRun(
  text: string,
  isMember: Uint8Array,
  from: number,
  minLength: number,
  maxLength = Number.POSITIVE_INFINITY,
): CharacterRun | undefined {
  for (let start = from; start + minLength <= text.length; ) {
    // Scanned backwards: no run of this length can contain the last character that is not in the set, so the search
    // skips past it.
    let last = start + minLength - 1;
    while (last >= start && isMember[text.charCodeAt(last)] === 1) last -= 1;
    if (last >= start) {
      start = last + 1;
      continue;
    }
    let end = start + minLength;
    const limit = Math.min(text.length, start + maxLength);
    while (end < limit && isMember[text.charCodeAt(end)] === 1) end += 1;
    return { start, end };
  }
  return undefined;
}
