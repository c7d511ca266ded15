/** The URL of the RFC section that the text names; undefined if it names none. */
export function toRfcUrl(rfc: string | undefined): string | undefined {
  const match = /RFC\s*(\d+)(?:\D+(\d+(?:\.\d+)*))?/i.exec(rfc ?? '');
  if (!match) return undefined;
  const section = match[2] === undefined ? '' : `#section-${match[2]}`;
  return `https://www.rfc-editor.org/rfc/rfc${match[1]}${section}`;
}
