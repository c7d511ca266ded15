/** Bounds of a string length in code points, as JSON Schema counts characters (validation section 6.3.1). */
export interface LengthRange {
  min: number;
  max: number;
}

/** Repeats a non-empty text, cut to exactly this many code points. */
export function stretch(text: string, length: number): string {
  const characters = [...text];
  const rest = characters.slice(0, length % characters.length);
  return text.repeat(Math.floor(length / characters.length)) + rest.join('');
}
