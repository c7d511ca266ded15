import type { Redactor } from '../redaction/redactor.ts';
import type { HeaderList, RequestSpec } from '../spec/openapi/request.ts';
import type { Security } from '../spec/openapi/security.ts';
import { type BaseUrl, bindRequest, findInvalidPart } from './bind-request.ts';
import { addCredentialSecrets } from './credential-secrets.ts';
import {
  type FetchedCredential,
  type GivenCredentials,
  type PlacedCredential,
  resolveValues,
} from './credential-store.ts';
import { hasRightCredentials, listFetched, selectCredentials } from './credentials.ts';
import { createFetchedValues } from './fetched-credentials.ts';
import type { WireRequest } from './send-once.ts';
import { createUnsentReport, type Sender, type SendReport } from './send-with-retries.ts';

/** A request in its final form with the credentials in it, and the report of its last attempt. */
interface SentRequest {
  wire: WireRequest;
  credentials: readonly PlacedCredential[];
  report: SendReport;
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
  extraHeaders: HeaderList;
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
  extraHeaders,
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
  const accepted = new Set<string>();
  /** The operations that reject credentials which were just fetched, with the kind of credentials. */
  const rejecting = new Set<string>();
  let userError: string | undefined;

  async function sendOnce(
    request: RequestSpec,
    security: Security | undefined,
    fetched: FetchedByCredential,
  ): Promise<SentRequest> {
    const store = resolveValues(given, (credential) => fetched.get(credential));
    const selected = selectCredentials(request, security, {
      ...store,
      session: redactor.latestSessionToken(),
    });
    const credentials = selected ?? [];
    const { expandPlaceholders } = redactor;
    const wire = bindRequest(request, { baseUrl, credentials, extraHeaders, expandPlaceholders });
    const problem = selected
      ? findInvalidPart(wire)
      : `no token is available for the credentials \`${request.credentials}\``;
    const report = problem === undefined ? await sender.sendWithRetries(wire) : createUnsentReport(problem);
    return { wire, credentials, report };
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
      const sent = await sendOnce(request, security, fetched);
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
          if (!signal.aborted) userError = redactor.redactText(message);
        }
      const { expandPlaceholders } = redactor;
      const wire = bindRequest(request, { baseUrl, credentials: [], extraHeaders, expandPlaceholders });
      return { wire, credentials: [], report: createUnsentReport(userError ?? 'the run was stopped') };
    },
  };
}
