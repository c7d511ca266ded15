import { type Dispatcher, request } from 'undici';
import { type ReferenceOptions, type ReferenceServer, startReference } from '../../../reference/server.ts';
import type { Json } from '../../../spec/json.ts';

/** A request to the reference. Placeholders such as `<customerId>` are replaced with its fixtures. */
export interface TestRequest {
  /** POST by default. */
  method?: string;
  /** The path of Create Customer Session by default. */
  path?: string;
  /** The `Authorization` header: the access token by default; null omits the header. */
  authorization?: string | null;
  /** The `Polar-Version` header; omitted by default. */
  version?: string;
  /** `application/json` by default; null omits the header. */
  contentType?: string | null;
  body?: Json | Uint8Array;
  /** Sent without serialization, instead of `body`. */
  text?: string;
}

export interface TestResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** Undefined if the text is not JSON. */
  body: Json | undefined;
}

/** Replaces each placeholder `<name>` with the fixture of this name. */
export const fillFixtures = (text: string, fixtures: Record<string, string>): string =>
  text.replace(/<(\w+)>/g, (placeholder, name: string) => fixtures[name] ?? placeholder);

function serializeBody(
  { body, text }: TestRequest,
  fixtures: Record<string, string>,
): string | Uint8Array | null {
  if (body instanceof Uint8Array) return body;
  const serialized = text ?? (body === undefined ? undefined : JSON.stringify(body));
  return serialized === undefined ? null : fillFixtures(serialized, fixtures);
}

const parseJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Sends one request.
 * @throws {Error} if the response does not arrive within a second
 */
export async function sendRequest(
  { url, fixtures }: ReferenceServer,
  testRequest: TestRequest,
): Promise<TestResponse> {
  const {
    method = 'POST',
    path = '/v1/customer-sessions/',
    authorization = 'Bearer <accessToken>',
    contentType = 'application/json',
    version,
  } = testRequest;
  const headers = {
    ...(authorization !== null && {
      authorization: Buffer.from(fillFixtures(authorization, fixtures)).toString('latin1'),
    }),
    ...(contentType !== null && { 'content-type': contentType }),
    ...(version !== undefined && { 'polar-version': version }),
  };
  const response = await request(url + fillFixtures(path, fixtures), {
    method: method as Dispatcher.HttpMethod, // undici sends any method
    headers,
    body: serializeBody(testRequest, fixtures),
    signal: AbortSignal.timeout(1000),
  });
  // `text()` would remove a byte-order mark.
  const text = Buffer.from(await response.body.arrayBuffer()).toString();
  return { status: response.statusCode, headers: response.headers, text, body: parseJson(text) };
}

/** Calls the function with a new reference, which is closed afterwards. */
export async function withReference<T>(
  options: ReferenceOptions,
  use: (reference: ReferenceServer) => Promise<T>,
): Promise<T> {
  const reference = await startReference(options);
  try {
    return await use(reference);
  } finally {
    await reference.close();
  }
}
