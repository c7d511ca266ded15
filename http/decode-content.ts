import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

type Decode = (bytes: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>;

const unzip: Decode = promisify(gunzip);
const inflateWrapped: Decode = promisify(inflate);
const inflateBare: Decode = promisify(inflateRaw);

/** Servers disagree on what deflate is (RFC 9110 section 8.4.1.2): both readings are tried. */
const inflateAny: Decode = (bytes, limits) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateWrapped(bytes, limits) : inflateBare(bytes, limits);

const codings: Readonly<Record<string, Decode>> = {
  gzip: unzip,
  'x-gzip': unzip,
  deflate: inflateAny,
  br: promisify(brotliDecompress),
  identity: async (bytes) => bytes,
};
const mostCodings = 3;

/** What decoding came to: the bytes, or why there are none. */
export type Decoded = { bytes: Buffer } | { problem: string };

/** Undoes content codings, last one first (RFC 9110 section 8.4), never beyond the limit: a small body may unfold to gigabytes. */
export async function decodeContent(bytes: Buffer, encoding: string, limit: number): Promise<Decoded> {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .reverse();
  if (names.length > mostCodings) return { problem: `${names.length} content codings on top of each other` };
  let decoded = bytes;
  for (const name of names) {
    const decode = Object.hasOwn(codings, name) ? codings[name] : undefined;
    if (decode === undefined) return { problem: `the unknown content coding ${name.slice(0, 40)}` };
    if (decoded.length === 0) break;
    try {
      decoded = await decode(decoded, { maxOutputLength: limit });
    } catch (error) {
      return { problem: problemOf(error, name, limit) };
    }
  }
  return { bytes: decoded };
}

function problemOf(error: unknown, name: string, limit: number): string {
  const tooLarge = error instanceof RangeError || String(error).includes('ERR_BUFFER_TOO_LARGE');
  return tooLarge ? `a ${name} body that unfolds to more than ${limit} bytes` : `a broken ${name} body`;
}
