/** Decides whether 429 responses that request a long pause limit single operations or the whole target. */
export interface OperationLimits {
  /** Records such a response. Returns whether the target limits all requests. */
  limit(operation: string): boolean;
  /** Records any other response: later limits are those of their operations. */
  recordAnswer(): void;
  isLimited(operation: string): boolean;
  /** The operations that are limited, in the order in which they were. */
  list(): readonly string[];
}

/**
 * Number of operations, limited in a row, after which the target counts as limiting all requests. Operations whose paths
 * have a common beginning often share a limit, and their requests follow each other.
 */
const MAX_LIMITED_IN_A_ROW = 10;

/**
 * Servers limit single operations, such as logins and e-mails, more than others. If an operation is limited, only the
 * others are called from then on.
 * @param operationCount the number of operations that are called; that of a single one limits all requests
 */
export function createOperationLimits(operationCount: number): OperationLimits {
  const limited = new Set<string>();
  let inARow = 0;
  return {
    limit(operation) {
      if (!limited.has(operation)) inARow += 1;
      limited.add(operation);
      return inARow >= Math.min(MAX_LIMITED_IN_A_ROW, operationCount);
    },
    recordAnswer() {
      inARow = 0;
    },
    isLimited: (operation) => limited.has(operation),
    list: () => [...limited],
  };
}
