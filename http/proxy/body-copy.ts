import type { Readable } from 'node:stream';

/** The first bytes of a body that a proxy passes on. */
export interface BodyCopy {
  bytes: Buffer;
  /** Length of the whole body. */
  length: number;
}

/**
 * Copies the first bytes of a stream while another consumer reads it. The returned function gives the copy of what was
 * read so far.
 */
export function copyBody(stream: Readable, maxBytes: number): () => BodyCopy {
  const chunks: Buffer[] = [];
  let [length, kept] = [0, 0];
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    const part = chunk.subarray(0, maxBytes - kept);
    if (part.length > 0) chunks.push(part);
    kept += part.length;
  });
  return () => ({ bytes: Buffer.concat(chunks), length });
}
