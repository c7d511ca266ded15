/** The page of an RFC's section; undefined where the text names no RFC. */
export function rfcUrl(rfc: string | undefined): string | undefined {
  const match = /RFC\s*(\d+)(?:\D+(\d+(?:\.\d+)*))?/i.exec(rfc ?? '');
  if (!match) return undefined;
  const section = match[2] === undefined ? '' : `#section-${match[2]}`;
  return `https://www.rfc-editor.org/rfc/rfc${match[1]}${section}`;
}
