/**
 * Parses a URL as browsers do (WHATWG URL); undefined if it is invalid.
 *
 * The only allowed way to test a URL: after some 18,000 calls, `URL.canParse` of Node.js 20 misreads texts with characters
 * of Latin-1. The linter forbids it.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
