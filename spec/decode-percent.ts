/** Decodes percent-encoded octets (RFC 3986 section 2.1). Returns the text unchanged if an encoding is invalid. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
