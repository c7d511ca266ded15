import type { Dispatcher } from 'undici';
import type { Clock } from './clock.ts';
import { decideRetry, type Retry } from './decide-retry.ts';
import type { ExcessDataDetector } from './excess-data.ts';
import type { SendResult } from './read-response.ts';
import type { RequestAccount } from './request-account.ts';
import { describeRateLimitError, type RequestStats } from './request-stats.ts';
import { type SendLimits, sendOnce, type WireRequest } from './send-once.ts';
import type { Budget } from './target.ts';

/** The result of the last attempt. */
export interface SendReport {
  result: SendResult;
  /** The start of the last attempt, in milliseconds since the epoch, and its duration. */
  startedAt: number;
  durationMs: number;
  /** The number of attempts. */
  attempts: number;
  /** Set if a new connection was closed or reset before a response to the only request on it. */
  lostNewConnection?: true;
}

/**
 * Sends requests within a budget. It limits their rate, counts them, and retries those whose result no clause can
 * judge.
 */
export interface Sender {
  /**
   * @param createRequest creates the request of each attempt, so that a signature can contain the time
   * @param operation the id of the operation that is called
   */
  sendWithRetries(
    createRequest: () => WireRequest | Promise<WireRequest>,
    operation: string,
  ): Promise<SendReport>;
  /** The numbers so far, which change with each request. */
  stats(): Readonly<RequestStats>;
  /** Time that this number of requests takes at the current rate, in milliseconds, without pauses. */
  estimateMs(requests: number): number;
}

export interface SenderOptions {
  dispatcher: Dispatcher;
  /** Creates a dispatcher without connections. */
  connectAgain(): Dispatcher;
  budget: Budget;
  limits: SendLimits;
  account: RequestAccount;
  excessData: ExcessDataDetector;
  clock: Clock;
}

export function createSender({
  dispatcher,
  connectAgain,
  budget,
  limits,
  account: { stats, rateLimiter, operationLimits, startedMs, signal },
  excessData,
  clock,
}: SenderOptions): Sender {
  const explainStop = (operation: string): string | undefined => {
    if (signal.aborted) return 'the run was stopped';
    if (operationLimits.isLimited(operation)) return 'the target limits the rate of the operation';
    return stats.requests < budget.requests
      ? undefined
      : `the budget of ${budget.requests} requests is used up`;
  };

  async function sendPaced(
    createRequest: () => WireRequest | Promise<WireRequest>,
    operation: string,
    send: (request: WireRequest) => Promise<SendResult>,
  ): Promise<SendReport> {
    await rateLimiter.acquire();
    const reason = explainStop(operation);
    if (reason !== undefined) return createUnsentReport(reason);
    const request = await createRequest();
    const startedAt = Date.now();
    const from = clock.now();
    stats.requests += 1;
    const result = await send(request);
    return { result, startedAt, durationMs: clock.now() - from, attempts: 1 };
  }

  const sendOn = (connections: Dispatcher, request: WireRequest): Promise<SendResult> =>
    sendOnce(connections, request, limits, excessData);

  /**
   * Sends a request on a new connection. Servers may close idle connections at any time (RFC 9112 section 9.5), and some
   * close one after a server error without announcing it: the next request is then lost without being its cause.
   */
  async function sendOnNewConnection(request: WireRequest): Promise<SendResult> {
    const connection = connectAgain();
    try {
      return await sendOn(connection, request);
    } finally {
      await connection.destroy();
    }
  }

  /** Pauses before a retry. Returns false if the budget does not allow the pause. */
  function pauseForRetry({ cause, afterMs }: Retry, operation: string): boolean {
    const isTooFast = cause === 'too many requests';
    if (isTooFast) rateLimiter.slowDown();
    if (!rateLimiter.pauseFor(afterMs)) {
      if (isTooFast) recordRateLimit({ cause, afterMs }, operation);
      return false;
    }
    stats.retries[cause] += 1;
    stats.pausedMs = rateLimiter.totalPausedMs();
    return true;
  }

  /** A pause that fits the budget is too long only after others: these limited all operations. */
  function recordRateLimit(retry: Retry, operation: string): void {
    const limitsAll = retry.afterMs <= budget.waitMs || operationLimits.limit(operation);
    stats.limitedOperations = operationLimits.list();
    if (limitsAll)
      stats.rateLimitError ??= describeRateLimitError(retry, stats, clock.now() - startedMs, budget);
  }

  return {
    async sendWithRetries(createRequest, operation) {
      let send = (request: WireRequest) => sendOn(dispatcher, request);
      let lost: Pick<SendReport, 'lostNewConnection'> | false = false;
      for (let attempts = 1; ; attempts += 1) {
        const sent = await sendPaced(createRequest, operation, send);
        if ('response' in sent.result) stats.answered += 1;
        const retry = decideRetry(sent.result, attempts, stats.answered > 0, Date.now());
        if ('response' in sent.result && retry?.cause !== 'too many requests') operationLimits.recordAnswer();
        if (retry === undefined || explainStop(operation) !== undefined || !pauseForRetry(retry, operation))
          return { ...sent, ...lost, attempts: attempts - 1 + sent.attempts };
        if (retry.cause !== 'closed before an answer') continue;
        lost = send === sendOnNewConnection && { lostNewConnection: true };
        send = sendOnNewConnection;
      }
    },
    stats: () => stats,
    estimateMs: (requests) => requests * rateLimiter.intervalMs(),
  };
}

/** The report for a request that was not sent. */
export function createUnsentReport(reason: string): SendReport {
  const failure = { kind: 'aborted', message: `not sent: ${reason}`, answered: false } as const;
  return { result: { failure }, startedAt: Date.now(), durationMs: 0, attempts: 0 };
}
