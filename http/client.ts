import { createRedactor, type Redactor } from '../redaction/redactor.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type { Exchange, TransportFailure } from '../spec/openapi/exchange.ts';
import type { Credentials, HeaderList, RequestSpec } from '../spec/openapi/request.ts';
import { parseUrl } from '../spec/parse-url.ts';
import { createAbortScope } from './abort-scope.ts';
import { type BaseUrl, bindRequest, findInvalidPart, parseBaseUrl } from './bind-request.ts';
import { type Clock, systemClock } from './clock.ts';
import { createUnknownToken, hasCredentials, type Tokens } from './credentials.ts';
import { createDispatcher } from './dispatcher.ts';
import { createExcessDataDetector } from './excess-data.ts';
import { parseResponse, type ResponseLimits } from './parse-response.ts';
import type { SendResult } from './read-response.ts';
import { redactRequest } from './redact-request.ts';
import type { RequestStats } from './request-stats.ts';
import { createSemaphore } from './semaphore.ts';
import { createSender, createUnsentReport, type Sender } from './send-with-retries.ts';
import type { Target } from './target.ts';

/** Sends requests to one target. A misbehaving server never makes it throw, and its exchanges hold no secrets. */
export interface Client {
  /** Sends the request of a case, or `request` instead; `id` becomes the id of the exchange. */
  send(theCase: Case, id: number, request?: RequestSpec): Promise<Exchange>;
  /** Whether the client has the tokens that these credentials are built from. */
  hasCredentials(credentials: Credentials): boolean;
  readonly redactor: Redactor;
  /** `isStopped`: the time limit was reached or the signal aborted. */
  stats(): RequestStats & { isStopped: boolean };
  /** Time that this number of requests takes at the current rate, in milliseconds, without pauses. */
  estimateMs(requests: number): number;
  /** Aborts requests in flight and closes all connections. */
  close(): Promise<void>;
}

export interface ClientOptions {
  /** Returns the security scheme of an operation; undefined: `Authorization: Bearer`. */
  findSecurityScheme?: (operation: string) => SecurityScheme | undefined;
  /** Header fields that every request carries. */
  headers?: HeaderList;
  /** Path of a PEM file with additional certificate authorities. */
  ca?: string | undefined;
  proxy?: string | undefined;
  /** When it aborts, requests in flight fail as `aborted`, and no further request is sent. */
  signal?: AbortSignal | undefined;
  redactor?: Redactor;
  clock?: Clock;
  responseLimits?: ResponseLimits;
}

type GivenTokens = Pick<Tokens, 'access' | 'unscoped'>;

const defaultResponseLimits: ResponseLimits = { maxBodyBytes: 8 * 1024 * 1024, maxTextLength: 256 * 1024 };

/**
 * Creates a client for one target. The target's budget holds for all requests of the client together.
 * @throws UsageError for an unreadable `--ca` or an unusable `--proxy`.
 */
export function createClient(
  target: Target & { url: string },
  givenTokens: GivenTokens,
  options: ClientOptions = {},
): Client {
  const { budget, url } = target;
  const {
    redactor = createRedactor(),
    responseLimits = defaultResponseLimits,
    clock = systemClock,
  } = options;
  addKnownSecrets(redactor, givenTokens, options);
  const { signal, abort } = createAbortScope(options.signal, budget.seconds);
  const excessData = createExcessDataDetector();
  const dispatcher = createDispatcher(
    {
      origin: new URL(url).origin,
      connections: budget.concurrency,
      timeoutMs: budget.timeoutMs,
      mustBeLoopback: target.kind === 'local',
      ca: options.ca,
      proxy: options.proxy,
    },
    excessData.watch,
  );
  const limits = { timeoutMs: budget.timeoutMs, maxBodyBytes: responseLimits.maxBodyBytes, signal };
  const sender = createSender({ dispatcher, budget, limits, excessData, clock });
  const runLimited = createSemaphore(budget.concurrency);
  const baseUrl = parseBaseUrl(url);
  const context = { baseUrl, givenTokens, options, redactor, responseLimits, sender, signal };
  return {
    send: (theCase, id, request = theCase.request) =>
      runLimited(() => sendCase(context, theCase, id, request)),
    hasCredentials: (credentials) => hasCredentials(credentials, listTokens(context)),
    redactor,
    stats: () => ({ ...sender.stats(), isStopped: signal.aborted }),
    estimateMs: sender.estimateMs,
    async close() {
      abort();
      await dispatcher.destroy();
    },
  };
}

interface ClientContext {
  baseUrl: BaseUrl;
  givenTokens: GivenTokens;
  options: ClientOptions;
  redactor: Redactor;
  responseLimits: ResponseLimits;
  sender: Sender;
  signal: AbortSignal;
}

const listTokens = ({ givenTokens, redactor }: ClientContext): Tokens => ({
  ...givenTokens,
  session: redactor.latestSessionToken(),
});

async function sendCase(
  context: ClientContext,
  theCase: Case,
  id: number,
  request: RequestSpec,
): Promise<Exchange> {
  const { baseUrl, options, redactor, responseLimits, sender, signal } = context;
  const { headers: extraHeaders = [] } = options;
  const { expandPlaceholders } = redactor;
  const tokens = listTokens(context);
  const scheme = options.findSecurityScheme?.(theCase.operation);
  const wire = bindRequest(request, { baseUrl, tokens, scheme, extraHeaders, expandPlaceholders });
  const problem = hasCredentials(request.credentials, tokens)
    ? findInvalidPart(wire)
    : `no token is available for the credentials \`${request.credentials}\``;
  const report = problem === undefined ? await sender.sendWithRetries(wire) : createUnsentReport(problem);
  const { result: sentResult, ...timing } = report;
  // Parsing a hostile response can take seconds: a stopped run does not wait for it.
  const result = signal.aborted ? abortedResult : sentResult;
  const sentText = `${wire.path}\n${wire.body?.toString('utf8') ?? ''}`;
  const received =
    'response' in result
      ? await parseResponse(result.response, id, sentText, redactor, responseLimits)
      : { failure: redactFailure(result.failure, redactor) };
  return { id, case: theCase, sent: redactRequest(wire, redactor, extraHeaders), ...received, ...timing };
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

function addKnownSecrets(
  redactor: Redactor,
  { access, unscoped }: GivenTokens,
  { headers = [], proxy }: ClientOptions,
): void {
  if (access !== undefined) {
    redactor.addSecret('access token', access);
    redactor.addSecret('unknown token', createUnknownToken(access));
  }
  if (unscoped !== undefined) redactor.addSecret('unscoped access token', unscoped);
  for (const [name, value] of headers) if (value.length >= 8) redactor.addSecret(`header ${name}`, value);
  const { password = '', username = '' } = parseUrl(proxy ?? '') ?? {};
  if (password !== '') redactor.addSecret('proxy password', decodeURIComponent(password));
  if (password !== '' && username.length >= 8) redactor.addSecret('proxy user', decodeURIComponent(username));
}
