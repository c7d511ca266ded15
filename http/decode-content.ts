import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

type Decoder = (bytes: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>;

const decodeGzip: Decoder = promisify(gunzip);
const inflateZlib: Decoder = promisify(inflate);
const inflateRawDeflate: Decoder = promisify(inflateRaw);

/** `deflate` is the zlib format, but some servers send raw deflate data (RFC 9110 section 8.4.1.2). */
const inflateEither: Decoder = (bytes, limits) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateZlib(bytes, limits) : inflateRawDeflate(bytes, limits);

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: decodeGzip,
  'x-gzip': decodeGzip,
  deflate: inflateEither,
  br: promisify(brotliDecompress),
  identity: async (bytes) => bytes,
};
const maxCodings = 3;

/** The decoded bytes, or the reason why they cannot be decoded. */
export type DecodeResult = { bytes: Buffer } | { problem: string };

/**
 * Decodes content codings in reverse order of their application (RFC 9110 section 8.4). No layer may exceed `maxBytes`:
 * a small body can decompress to gigabytes.
 */
export async function decodeContent(
  bytes: Buffer,
  encoding: string,
  maxBytes: number,
): Promise<DecodeResult> {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .reverse();
  if (names.length > maxCodings)
    return { problem: `${names.length} content codings, where at most ${maxCodings} are decoded` };
  let decoded = bytes;
  for (const name of names) {
    const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    if (decode === undefined) return { problem: `the unknown content coding ${name.slice(0, 40)}` };
    if (decoded.length === 0) break;
    try {
      decoded = await decode(decoded, { maxOutputLength: maxBytes });
    } catch (error) {
      return { problem: describeError(error, name, maxBytes) };
    }
  }
  return { bytes: decoded };
}

function describeError(error: unknown, name: string, maxBytes: number): string {
  const tooLarge = error instanceof RangeError || String(error).includes('ERR_BUFFER_TOO_LARGE');
  return tooLarge
    ? `a ${name} body that decompresses to more than ${maxBytes} bytes`
    : `a broken ${name} body`;
}
