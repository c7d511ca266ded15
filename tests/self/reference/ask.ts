import { type Dispatcher, request } from 'undici';
import { type Reference, type ReferenceOptions, startReference } from '../../../reference/server.ts';
import type { Json } from '../../../spec/json.ts';

/** A request to the reference, `<customerId>` and the like standing for its fixtures. */
export interface Asked {
  method?: string;
  path?: string;
  /** The `Authorization` header; the access token when not given, none when null. */
  authorization?: string | null;
  type?: string | null;
  body?: Json | Uint8Array;
  /** Sent as it is. */
  text?: string;
}

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  body: Json | undefined;
}

/** Puts fixtures in the place of `<name>`. */
export const filled = (text: string, fixtures: Record<string, string>): string =>
  text.replace(/<(\w+)>/g, (whole, name: string) => fixtures[name] ?? whole);

function bodyOf({ body, text }: Asked, fixtures: Record<string, string>): string | Uint8Array | null {
  if (body instanceof Uint8Array) return body;
  const written = text ?? (body === undefined ? undefined : JSON.stringify(body));
  return written === undefined ? null : filled(written, fixtures);
}

const read = (text: string): Json | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Sends one request. */
export async function ask(reference: Reference, asked: Asked): Promise<Answered> {
  const { fixtures, url } = reference;
  const { method = 'POST', path = '/v1/customer-sessions/', authorization = 'Bearer <accessToken>' } = asked;
  const type = asked.type === undefined ? 'application/json' : asked.type;
  const headers = {
    ...(authorization === null
      ? {}
      : { authorization: Buffer.from(filled(authorization, fixtures)).toString('latin1') }),
    ...(type === null ? {} : { 'content-type': type }),
  };
  const limits = { signal: AbortSignal.timeout(1000) };
  const options = {
    ...limits,
    method: method as Dispatcher.HttpMethod,
    headers,
    body: bodyOf(asked, fixtures),
  }; // undici sends any method
  const response = await request(url + filled(path, fixtures), options);
  // Not `text()`, which takes a byte-order mark away.
  const text = Buffer.from(await response.body.arrayBuffer()).toString();
  return { status: response.statusCode, headers: response.headers, text, body: read(text) };
}

/** Serves a reference while something is asked of it. */
export async function serving<T>(
  options: ReferenceOptions,
  use: (reference: Reference) => Promise<T>,
): Promise<T> {
  const reference = await startReference(options);
  try {
    return await use(reference);
  } finally {
    await reference.close();
  }
}
