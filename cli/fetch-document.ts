import { fetch } from 'undici';
import { UsageError } from '../http/usage-error.ts';

const most = { bytes: 10 * 1024 * 1024, ms: 30_000 };

/**
 * Fetches a document by its URL, without credentials, within 30 s and 10 MiB.
 * @throws UsageError where it cannot be had.
 */
export async function fetchDocument(url: string): Promise<string> {
  if (!URL.canParse(url)) throw new UsageError(`The contract's URL cannot be read: ${url.slice(0, 200)}`);
  const { username, password } = new URL(url);
  if (username || password)
    throw new UsageError("The contract's URL has a user or password in it: leave it out.");
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(most.ms) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await textOf(response.body ?? []);
  } catch (cause) {
    throw new UsageError(`The contract ${url} cannot be fetched: ${reasonOf(cause)}.`, { cause });
  }
}

async function textOf(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > most.bytes) throw new Error(`longer than ${most.bytes / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What `fetch` failed of stands in its error's cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : error.message;
}
