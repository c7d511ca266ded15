/**
 * Parses a URL as browsers do (WHATWG URL); undefined if it is invalid.
 *
 * Use it instead of `URL.canParse`, which the linter forbids: in Node.js 20, `URL.canParse` gives wrong results for
 * texts with Latin-1 characters after about 18,000 calls.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
