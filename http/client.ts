import type { Dispatcher } from 'undici';
import { createRedactor, type Redactor } from '../redaction/redactor.ts';
import { memoizeTexts } from '../spec/memoize.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { Exchange, TransportFailure } from '../spec/openapi/exchange.ts';
import type { HeaderList, RequestSpec } from '../spec/openapi/request.ts';
import type { Security } from '../spec/openapi/security.ts';
import { parseUrl } from '../spec/parse-url.ts';
import { createAbortScope } from './abort-scope.ts';
import { parseBaseUrl } from './bind-request.ts';
import { type Clock, systemClock } from './clock.ts';
import { addCredentialSecrets, addHeaderSecrets } from './credential-secrets.ts';
import { type GivenCredentials, resolveValues, withSamples } from './credential-store.ts';
import { placeCredentials } from './credentials.ts';
import { createDispatcher } from './dispatcher.ts';
import { createExcessDataDetector } from './excess-data.ts';
import { parseResponse, type ResponseLimits } from './parse-response.ts';
import type { SendResult } from './read-response.ts';
import { redactRequest } from './redact-request.ts';
import { createRequestAccount, type RequestAccount } from './request-account.ts';
import type { RequestStats } from './request-stats.ts';
import { createSemaphore } from './semaphore.ts';
import {
  type CredentialedSender,
  createCredentialedSender,
  type RequestHook,
} from './send-with-credentials.ts';
import { createSender } from './send-with-retries.ts';
import type { Target } from './target.ts';

/** Sends requests to one target. A misbehaving server never makes it throw, and its exchanges hold no secrets. */
export interface Client {
  /** Sends the request of a case, or `request` if it is given, and returns the exchange with this id. */
  send(theCase: Case, id: number, request?: RequestSpec): Promise<Exchange>;
  /** Whether the client can build the credentials of a request to the operation; by default the right ones. */
  hasCredentials(operation: string, request?: Pick<RequestSpec, 'credentials' | 'scheme'>): boolean;
  /**
   * Returns the names of the security schemes of the access token, if the operation accepts a token but none of these.
   */
  findUnusableToken(operation: string): readonly string[] | undefined;
  readonly redactor: Redactor;
  /** `isStopped`: the time limit was reached or the signal aborted. */
  stats(): RequestStats & { isStopped: boolean };
  /** Time that this number of requests takes at the current rate, in milliseconds, without pauses. */
  estimateMs(requests: number): number;
  /** For clients whose requests are counted, limited and paced with those of this one. */
  readonly account: RequestAccount;
  /** Aborts requests in flight and closes all connections. */
  close(): Promise<void>;
}

export interface ClientOptions {
  /** Returns the security of an operation. By default every operation needs a bearer token. */
  findSecurity?: (operation: string) => Security | undefined;
  /** Header fields that every request carries. Their values are secret. */
  headers?: HeaderList;
  beforeRequest?: RequestHook | undefined;
  /** Header fields that every request carries unless it replaces or omits them. Their values are recorded. */
  publicHeaders?: HeaderList;
  /** Path of a PEM file with additional certificate authorities. */
  ca?: string | undefined;
  proxy?: string | undefined;
  /** When it aborts, no further request is sent, and requests in flight fail as `aborted` soon after. */
  signal?: AbortSignal | undefined;
  redactor?: Redactor;
  /** Number of operations that are called. If it is 1, its rate limit is that of the target. */
  operationCount?: number;
  /** That of the client with which this one shares its budget. By default it has its own. */
  account?: RequestAccount | undefined;
  clock?: Clock;
  responseLimits?: ResponseLimits;
}

const defaultResponseLimits: ResponseLimits = { maxBodyBytes: 8 * 1024 * 1024, maxTextLength: 256 * 1024 };

/**
 * Creates a client for one target. All its requests share the budget of the target.
 * @throws UsageError for an unreadable `--ca` or an unusable `--proxy`.
 */
export function createClient(
  target: Target & { url: string },
  credentials: GivenCredentials,
  options: ClientOptions = {},
): Client {
  const { budget, url } = target;
  const {
    redactor = createRedactor(),
    responseLimits = defaultResponseLimits,
    clock = systemClock,
  } = options;
  addCredentialSecrets(
    redactor,
    resolveValues(credentials, () => undefined),
  );
  addOptionSecrets(redactor, options);
  const parent = options.account?.signal ?? options.signal;
  const { signal, inFlight, abort } = createAbortScope(parent, budget.seconds);
  const account = options.account ?? createRequestAccount(budget, clock, signal, options.operationCount);
  const excessData = createExcessDataDetector();
  const connect = (connections: number): Dispatcher =>
    createDispatcher(
      {
        origin: new URL(url).origin,
        connections,
        timeoutMs: budget.timeoutMs,
        mustBeLoopback: target.kind === 'local',
        ca: options.ca,
        proxy: options.proxy,
      },
      excessData.watch,
    );
  const dispatcher = connect(budget.concurrency);
  const limits = { timeoutMs: budget.timeoutMs, maxBodyBytes: responseLimits.maxBodyBytes, inFlight };
  const attempts = createSender({
    ...{ dispatcher, connectAgain: () => connect(1) },
    ...{ budget, limits, account, excessData, clock },
  });
  const { headers: extraHeaders = [], publicHeaders = [], beforeRequest } = options;
  const baseUrl = parseBaseUrl(url);
  const sender = createCredentialedSender({
    ...{ baseUrl, credentials, publicHeaders, extraHeaders, beforeRequest, redactor, signal },
    sender: attempts,
  });
  const runLimited = createSemaphore(budget.concurrency);
  const context = { options, redactor, responseLimits, sender, inFlight };
  const unrestricted = { ...credentials, accessSchemes: undefined };
  const canPlace = (
    operation: string,
    request: Pick<RequestSpec, 'credentials' | 'scheme'>,
    given: GivenCredentials,
  ): boolean =>
    placeCredentials(request, options.findSecurity?.(operation), {
      ...withSamples(given),
      session: redactor.latestSessionToken(),
    }) !== undefined;
  const hasAccess = memoizeTexts((operation) => canPlace(operation, { credentials: 'access' }, credentials));
  return {
    send: (theCase, id, request = theCase.request) =>
      runLimited(() => sendCase(context, theCase, id, request)),
    hasCredentials: (operation, request) =>
      request ? canPlace(operation, request, credentials) : hasAccess(operation),
    findUnusableToken: (operation) =>
      !hasAccess(operation) && canPlace(operation, { credentials: 'access' }, unrestricted)
        ? credentials.accessSchemes
        : undefined,
    ...{ redactor, account },
    stats: () => {
      const userError = sender.userError();
      return { ...attempts.stats(), ...(userError && { userError }), isStopped: signal.aborted };
    },
    estimateMs: attempts.estimateMs,
    async close() {
      abort();
      await dispatcher.destroy();
    },
  };
}

interface ClientContext {
  options: ClientOptions;
  redactor: Redactor;
  responseLimits: ResponseLimits;
  sender: CredentialedSender;
  inFlight: AbortSignal;
}

async function sendCase(
  context: ClientContext,
  theCase: Case,
  id: number,
  request: RequestSpec,
): Promise<Exchange> {
  const { options, redactor, responseLimits, sender, inFlight } = context;
  const { findSecurity } = options;
  const { wire, credentials, extraHeaders, report } = await sender.send(
    request,
    theCase.operation,
    findSecurity?.(theCase.operation),
  );
  const { result: sentResult, ...timing } = report;
  // parsing a hostile response can take seconds, and a stopped run must not wait for it
  const result = inFlight.aborted ? abortedResult : sentResult;
  const sentText = `${wire.path}\n${wire.body?.toString('utf8') ?? ''}`;
  const received =
    'response' in result
      ? await parseResponse(result.response, id, sentText, redactor, responseLimits)
      : { failure: redactFailure(result.failure, redactor) };
  const sent = redactRequest(wire, redactor, extraHeaders, credentials);
  return { id, case: theCase, sent, ...received, ...timing };
}

const abortedResult: SendResult = {
  failure: {
    kind: 'aborted',
    message: 'the run was stopped before the response was parsed',
    answered: false,
  },
};

const redactFailure = (failure: TransportFailure, redactor: Redactor): TransportFailure => ({
  ...failure,
  message: redactor.redactText(failure.message),
});

function addOptionSecrets(redactor: Redactor, { headers = [], proxy }: ClientOptions): void {
  addHeaderSecrets(redactor, headers);
  const { password = '', username = '' } = parseUrl(proxy ?? '') ?? {};
  if (password !== '') redactor.addSecret('proxy password', decodeURIComponent(password));
  if (password !== '' && username.length >= 8) redactor.addSecret('proxy user', decodeURIComponent(username));
}
