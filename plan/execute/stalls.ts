import type { Exchange } from '../../spec/openapi/exchange.ts';

/** Recognizes requests that a target kept waiting together, because it was busy or blocked by one of them. */
export interface StallDetector {
  observe(exchange: Exchange): void;
  /**
   * Whether the request got no response in time while one of another operation, observed so far, did not get one
   * either. Only the same request sent alone shows whether it is the reason.
   */
  isShared(exchange: Exchange): boolean;
}

/** Maximum number of remembered requests, the latest ones. */
const MAX_REMEMBERED = 100;

export function createStallDetector(): StallDetector {
  const unanswered: { operation: string; start: number; end: number }[] = [];
  return {
    observe(exchange) {
      if (!isUnanswered(exchange)) return;
      unanswered.push({ operation: exchange.case.operation, ...findSpan(exchange) });
      if (unanswered.length > MAX_REMEMBERED) unanswered.shift();
    },
    isShared(exchange) {
      if (!isUnanswered(exchange)) return false;
      const { start, end } = findSpan(exchange);
      return unanswered.some(
        (other) => other.operation !== exchange.case.operation && other.start < end && start < other.end,
      );
    },
  };
}

const isUnanswered = ({ failure }: Exchange): boolean => failure?.kind === 'headers timeout';

const findSpan = ({ startedAt, durationMs }: Exchange) => ({ start: startedAt, end: startedAt + durationMs });
