import { fetch } from 'undici';
import { UsageError } from '../http/usage-error.ts';
import { parseUrl } from '../spec/parse-url.ts';

const limits = { bytes: 10 * 1024 * 1024, ms: 30_000 };

/**
 * Fetches a document without credentials: at most 10 MiB, within 30 s.
 * @throws UsageError if the URL is invalid or the document cannot be fetched.
 */
export async function fetchDocument(url: string): Promise<string> {
  const parsed = parseUrl(url);
  if (parsed === undefined)
    throw new UsageError(
      `--contract: ${url.slice(0, 200)} is not a valid URL. Type a URL such as https://api.example.com/openapi.json.`,
    );
  const { username, password } = parsed;
  if (username || password)
    throw new UsageError('--contract: remove the user name and password from the URL.');
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(limits.ms) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await readText(response.body ?? []);
  } catch (cause) {
    throw new UsageError(
      `--contract: ${url} cannot be fetched: ${describeFailure(cause)}. Check the URL, or give a file.`,
      { cause },
    );
  }
}

async function readText(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > limits.bytes) throw new Error(`larger than ${limits.bytes / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Describes why a fetch failed. undici puts the error code into the cause of the error. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : error.message;
}
