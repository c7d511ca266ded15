import { redactError } from '../redaction/redact-error.ts';
import type { Redactor } from '../redaction/redactor.ts';
import type { HeaderList, RequestSpec } from '../spec/openapi/request.ts';
import type { Security } from '../spec/openapi/security.ts';
import { type BaseUrl, bindRequest, findInvalidPart } from './bind-request.ts';
import { addCredentialSecrets, addHeaderSecrets } from './credential-secrets.ts';
import {
  type FetchedCredential,
  type GivenCredentials,
  type PlacedCredential,
  resolveValues,
} from './credential-store.ts';
import { hasRightCredentials, listFetched, selectCredentials } from './credentials.ts';
import { callFunction, createFetchedValues } from './fetched-credentials.ts';
import type { WireRequest } from './send-once.ts';
import { createUnsentReport, type Sender, type SendReport } from './send-with-retries.ts';

/**
 * A request in its final form with the credentials and extra header fields in it, and the report of its last attempt.
 */
interface SentRequest {
  wire: WireRequest;
  credentials: readonly PlacedCredential[];
  extraHeaders: HeaderList;
  report: SendReport;
}

/** A request that is about to be sent, for a function of the user. */
export interface OutgoingRequest {
  /** The id of the operation. */
  operation: string;
  method: string;
  url: string;
  /** The header fields by their names in lower case, with the credentials. */
  headers: Readonly<Record<string, string>>;
  /** The bytes of the body; undefined if the request has none. */
  body: Uint8Array | undefined;
  /** False if the request is sent to test that wrong or missing credentials are rejected. */
  hasRightCredentials: boolean;
}

/** A function of the user that is called before each attempt. Returns header fields to add, such as a signature. */
export interface RequestHook {
  /** The name of the function in messages: `conformance.config.ts: hooks.beforeRequest`. */
  source: string;
  call(
    request: OutgoingRequest,
  ): Readonly<Record<string, string>> | undefined | Promise<Readonly<Record<string, string>> | undefined>;
}

/** Adds credentials to requests, and renews those that expire. */
export interface CredentialedSender {
  /** @param security the security of the operation */
  send(request: RequestSpec, operation: string, security: Security | undefined): Promise<SentRequest>;
  /** The error of a function of the user; nothing is sent after it. */
  userError(): string | undefined;
}

export interface CredentialedSenderOptions {
  baseUrl: BaseUrl;
  credentials: GivenCredentials;
  /** Header fields whose values are recorded. */
  publicHeaders: HeaderList;
  extraHeaders: HeaderList;
  beforeRequest: RequestHook | undefined;
  redactor: Redactor;
  sender: Sender;
  signal: AbortSignal;
}

type FetchedByCredential = ReadonlyMap<FetchedCredential, string>;

/** Limit for the renewals of one request: other requests may use up a token before the request is sent again. */
const maxRenewals = 3;

/**
 * Creates a sender. Its requests carry the credentials that functions of the user fetch: if the target rejects them with
 * 401 after it has accepted them, they have expired, are fetched again, and the request is sent again.
 */
export function createCredentialedSender({
  baseUrl,
  credentials: given,
  publicHeaders,
  extraHeaders,
  beforeRequest,
  redactor,
  sender,
  signal,
}: CredentialedSenderOptions): CredentialedSender {
  const values = createFetchedValues((credential, value) => {
    const isOwn = (other: FetchedCredential) => other === credential;
    addCredentialSecrets(
      redactor,
      resolveValues({ ...given, credentialFields: [] }, (other) => (isOwn(other) ? value : undefined)),
    );
  }, signal);
  const { expandPlaceholders } = redactor;
  const ownValues = resolveValues(given, () => undefined);
  const accepted = new Set<string>();
  /** The operations that reject credentials which were just fetched, with the kind of credentials. */
  const rejecting = new Set<string>();
  let userError: string | undefined;

  async function sendOnce(
    request: RequestSpec,
    operation: string,
    security: Security | undefined,
    fetched: FetchedByCredential,
  ): Promise<SentRequest> {
    const store = fetched.size === 0 ? ownValues : resolveValues(given, (one) => fetched.get(one));
    const { token } = request;
    const session = token === undefined ? redactor.latestSessionToken() : expandPlaceholders(token);
    const selected = selectCredentials(request, security, { ...store, session });
    const credentials = selected ?? [];
    const bind = (headers: HeaderList): WireRequest =>
      bindRequest(request, {
        ...{ baseUrl, credentials, expandPlaceholders },
        extraHeaders: [...publicHeaders, ...headers],
      });
    let sent = { wire: bind(extraHeaders), credentials, extraHeaders };
    const problem = selected
      ? findInvalidPart(sent.wire)
      : `no token is available for the credentials \`${request.credentials}\``;
    if (problem !== undefined) return { ...sent, report: createUnsentReport(problem) };
    const report = await sender.sendWithRetries(async () => {
      if (beforeRequest === undefined) return sent.wire;
      const outgoing = toOutgoingRequest(sent.wire, operation, hasRightCredentials(request));
      const headers = [...extraHeaders, ...(await callHook(beforeRequest, outgoing))];
      sent = { ...sent, wire: bind(headers), extraHeaders: headers };
      return sent.wire;
    }, operation);
    return { ...sent, report };
  }

  /** Calls the hook. The values of its header fields are secrets, like those of `--header`. */
  async function callHook(hook: RequestHook, request: OutgoingRequest): Promise<HeaderList> {
    const headers = await callFunction(hook.source, () => hook.call(request), signal);
    const fields = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)] as const);
    addHeaderSecrets(redactor, fields);
    const problem = findInvalidPart({ origin: '', method: 'GET', path: '/', headers: fields });
    if (problem !== undefined) throw new Error(`${hook.source} failed: ${problem.replace(/^its/, 'the')}`);
    return fields;
  }

  async function fetchAll(needed: readonly FetchedCredential[]): Promise<FetchedByCredential> {
    const pairs = needed.map(async (credential) => [credential, await values.get(credential)] as const);
    return new Map(await Promise.all(pairs));
  }

  async function sendRenewing(
    request: RequestSpec,
    operation: string,
    security: Security | undefined,
  ): Promise<SentRequest> {
    const needed = listFetched(request, security, given);
    const isRenewable = needed.length > 0 && hasRightCredentials(request);
    const key = `${operation} ${request.credentials}`;
    for (let attempts = 0, renewals = 0; ; renewals += 1) {
      const fetched = await fetchAll(needed);
      const sent = await sendOnce(request, operation, security, fetched);
      attempts += sent.report.attempts;
      const last = { ...sent, report: { ...sent.report, attempts } };
      const { result } = sent.report;
      if (!isRenewable || !('response' in result)) return last;
      if (result.response.status !== 401) {
        for (const value of fetched.values()) accepted.add(value);
        rejecting.delete(key);
        return last;
      }
      const renewed = await findExpired(fetched);
      if (renewed.length === 0 || renewals === maxRenewals) rejecting.add(key);
      if (rejecting.has(key)) return last;
      await Promise.all(renewed.map(([credential, value]) => values.renew(credential, value)));
    }
  }

  /** Returns the credentials that were accepted before, or that have been renewed since the request was sent. */
  async function findExpired(fetched: FetchedByCredential): Promise<[FetchedCredential, string][]> {
    const current = await fetchAll([...fetched.keys()]);
    return [...fetched].filter(
      ([credential, value]) => accepted.has(value) || current.get(credential) !== value,
    );
  }

  return {
    userError: () => userError,
    async send(request, operation, security) {
      if (userError === undefined)
        try {
          return await sendRenewing(request, operation, security);
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          // the message may quote a password that only the function knows
          if (!signal.aborted)
            userError = redactError(redactor.redactText(message), process.env, process.argv);
        }
      const wire = bindRequest(request, { baseUrl, credentials: [], extraHeaders, expandPlaceholders });
      const report = createUnsentReport(userError ?? 'the run was stopped');
      return { wire, credentials: [], extraHeaders, report };
    },
  };
}

function toOutgoingRequest(
  { origin, method, path, headers, body }: WireRequest,
  operation: string,
  hasRight: boolean,
): OutgoingRequest {
  const fields = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const url = `${origin}${path}`;
  return { operation, method, url, headers: Object.fromEntries(fields), body, hasRightCredentials: hasRight };
}
