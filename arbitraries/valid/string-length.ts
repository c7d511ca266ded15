/** Bounds of a string length in code points, as JSON Schema counts characters (validation section 6.3.1). */
export interface LengthRange {
  min: number;
  max: number;
}

/** The length in code points. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Repeats a non-empty text, cut to exactly this many code points. */
export function stretch(text: string, length: number): string {
  const characters = [...text];
  return Array.from({ length }, (_, index) => characters[index % characters.length]).join('');
}
