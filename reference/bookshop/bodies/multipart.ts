import { decodePercent, type Pair } from '../parameters/pairs.ts';
import type { ReadBody } from './body.ts';
import { groupFields } from './form.ts';

const unreadable = { unreadable: 'the parts cannot be separated' };

/** Reads the name and content of a part, with one character for each byte. */
function readPart(part: string): Pair | undefined {
  const end = part.indexOf('\r\n\r\n');
  if (!part.startsWith('\r\n') || end < 0 || !part.endsWith('\r\n')) return undefined;
  const [, name] = /^content-disposition:\s*form-data;.*?\bname="([^"]*)"/im.exec(part.slice(0, end)) ?? [];
  return name === undefined ? undefined : [decodePercent(name), part.slice(end + 4, -2)];
}

const fromBytes = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');

/**
 * Reads `multipart/form-data` (RFC 7578). The content of a part named `file` keeps one character for each byte; others
 * are decoded as UTF-8.
 */
export const readMultipart: ReadBody = ({ bytes, contentType, type, settings }) => {
  const boundary = /;\s*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return unreadable;
  const [preamble, ...parts] = `\r\n${Buffer.from(bytes).toString('latin1')}`.split(`\r\n--${boundary}`);
  const epilogue = parts.pop();
  if (preamble === undefined || !epilogue?.startsWith('--')) return unreadable;
  const pairs = parts.map((part) => readPart(`${part}\r\n`));
  if (pairs.some((pair) => pair === undefined)) return unreadable;
  const fields = pairs.flatMap((pair): Pair[] => (pair ? [pair] : []));
  const texts = fields.map(([name, text]): Pair => [name, name === 'file' ? text : fromBytes(text)]);
  return { value: type.read(groupFields(texts), settings) };
};
