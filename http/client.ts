import { createRedactor, type Redactor } from '../redaction/redactor.ts';
import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type {
  Case,
  Credentials,
  Exchange,
  HeaderList,
  RequestSpec,
  TransportFailure,
} from '../spec/openapi/exchange.ts';
import { createStopper } from './abort-scope.ts';
import { type Base, baseOf, bindRequest, unsendable } from './bind-request.ts';
import { type Clock, realClock } from './clock.ts';
import { canProve, type Tokens, unknownLike } from './credentials.ts';
import { createDispatcher } from './dispatcher.ts';
import { type ReadingLimits, readResponse } from './parse-response.ts';
import type { Outcome } from './read-response.ts';
import type { Tally } from './request-stats.ts';
import { createGate } from './semaphore.ts';
import type { WireRequest } from './send-once.ts';
import { createSender, type Delivery, notSent, type Sender } from './send-with-retries.ts';
import type { Target } from './target.ts';
import { createSurplus } from './unread-body.ts';

/** Sends requests to one target. It never throws for what a server does, and no secret leaves it. */
export interface Client {
  /** Sends a case's request, or another one in its place; `id` is the exchange's number in the order of the plan. */
  send(theCase: Case, id: number, request?: RequestSpec): Promise<Exchange>;
  /** Whether the named credentials can be made from the tokens at hand. */
  can(credentials: Credentials): boolean;
  readonly redactor: Redactor;
  /** What has been done so far. */
  tally(): Tally;
  /** How many milliseconds so many requests take at the present pace, pauses aside. */
  estimate(requests: number): number;
  /** Ends what is under way and closes every connection. */
  close(): Promise<void>;
}

export interface ClientOptions {
  /** The scheme that an operation's credentials follow; `Authorization: Bearer` when it tells none. */
  schemeOf?: (operation: string) => SecurityScheme | undefined;
  headers?: HeaderList;
  ca?: string | undefined;
  proxy?: string | undefined;
  /** Ends the run: what is under way fails as aborted, nothing more is sent. */
  signal?: AbortSignal | undefined;
  redactor?: Redactor;
  clock?: Clock;
  reading?: ReadingLimits;
}

type Given = Pick<Tokens, 'access' | 'unscoped'>;

const usualReading: ReadingLimits = { bodyBytes: 8 * 1024 * 1024, keptChars: 256 * 1024 };

/**
 * A client for one target, within its budget: requests, seconds, pace and waiting hold for all that it sends.
 * @throws UsageError for an unreadable `--ca` or an unusable `--proxy`.
 */
export function createClient(
  target: Target & { url: string },
  given: Given,
  options: ClientOptions = {},
): Client {
  const { budget, url } = target;
  const redactor = options.redactor ?? createRedactor();
  concealAll(redactor, given, options);
  const stopper = createStopper(options.signal, budget.seconds);
  const surplus = createSurplus();
  const dispatcher = createDispatcher(
    {
      origin: new URL(url).origin,
      connections: budget.concurrency,
      timeoutMs: budget.timeoutMs,
      local: target.kind === 'local',
      ...options,
    },
    surplus.watch,
  );
  const reading = options.reading ?? usualReading;
  const limits = { timeoutMs: budget.timeoutMs, bodyBytes: reading.bodyBytes, signal: stopper.signal };
  const clock = options.clock ?? realClock;
  const sender = createSender({ dispatcher, budget, limits, surplus, clock });
  const gate = createGate(budget.concurrency);
  const context = { base: baseOf(url), given, options, redactor, reading, sender, signal: stopper.signal };
  return {
    send: (theCase, id, request = theCase.request) => gate(() => exchange(context, theCase, id, request)),
    can: (credentials) => canProve(credentials, tokensOf(context)),
    redactor,
    tally: sender.tally,
    estimate: sender.estimate,
    async close() {
      stopper.stop();
      await dispatcher.destroy();
    },
  };
}

interface Context {
  base: Base;
  given: Given;
  options: ClientOptions;
  redactor: Redactor;
  reading: ReadingLimits;
  sender: Sender;
  signal: AbortSignal;
}

const tokensOf = ({ given, redactor }: Context): Tokens => ({ ...given, session: redactor.latest() });

async function exchange(
  context: Context,
  theCase: Case,
  id: number,
  request: RequestSpec,
): Promise<Exchange> {
  const { base, options, redactor, reading, sender } = context;
  const tokens = tokensOf(context);
  const scheme = options.schemeOf?.(theCase.operation);
  const { headers: extra = [] } = options;
  const wire = bindRequest(request, { base, tokens, scheme, extra, expand: redactor.expand });
  const problem = canProve(request.credentials, tokens)
    ? unsendable(wire)
    : `there is no token for the credentials \`${request.credentials}\``;
  const delivery = problem === undefined ? await sender.deliver(wire) : undelivered(problem);
  const { outcome: sentOutcome, ...timing } = delivery;
  // Reading takes seconds where an answer is made to: those that wait for it when the run ends are let go.
  const outcome = context.signal.aborted ? stopped : sentOutcome;
  const sentText = wire.body?.toString('utf8') ?? '';
  const received =
    'response' in outcome
      ? await readResponse(outcome.response, id, `${wire.path}\n${sentText}`, redactor, reading)
      : { failure: redactFailure(outcome.failure, redactor) };
  return { id, case: theCase, sent: sentOf(wire, sentText, redactor, extra), ...received, ...timing };
}

const stopped: Outcome = {
  failure: { kind: 'aborted', message: 'the run was stopped before the answer was read', answered: false },
};

function undelivered(problem: string): Delivery {
  return { outcome: notSent(problem), startedAt: Date.now(), durationMs: 0, attempts: 0 };
}

const redactFailure = (failure: TransportFailure, redactor: Redactor): TransportFailure => ({
  ...failure,
  message: redactor.text(failure.message),
});

function sentOf(
  { origin, method, path, headers, body }: WireRequest,
  sentText: string,
  redactor: Redactor,
  extra: HeaderList,
): Exchange['sent'] {
  const isExtra = (name: string): boolean => extra.some(([other]) => other === name); // however short its value
  const values = headers.map(([name, value]) => (isExtra(name) ? `‹header ${name}›` : value));
  const [url = '', text = '', ...redacted] = redactor.texts([`${origin}${path}`, sentText, ...values]);
  return {
    method,
    url,
    headers: headers.map(([name], position) => [name, redacted[position] ?? ''] as const),
    ...(body && { body: text }),
  };
}

function concealAll(
  redactor: Redactor,
  { access, unscoped }: Given,
  { headers = [], proxy }: ClientOptions,
): void {
  if (access !== undefined) {
    redactor.conceal('access token', access);
    redactor.conceal('unknown token', unknownLike(access));
  }
  if (unscoped !== undefined) redactor.conceal('unscoped access token', unscoped);
  for (const [name, value] of headers) if (value.length >= 8) redactor.conceal(`header ${name}`, value);
  const { password = '', username = '' } = proxy !== undefined && URL.canParse(proxy) ? new URL(proxy) : {};
  if (password !== '') redactor.conceal('proxy password', decodeURIComponent(password));
  if (password !== '' && username.length >= 8) redactor.conceal('proxy user', decodeURIComponent(username));
}
