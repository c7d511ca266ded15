import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { isSafeMethod } from '../../spec/openapi/is-safe-method.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';

/** Number of 401 responses in a row after which an accepted request is sent again. */
const SUSPICIOUS_STREAK = 10;

/**
 * Detects that the target no longer accepts the credentials that it had accepted, for example because a request of the
 * run has replaced the access token or ended the session.
 */
export interface LockoutDetector {
  observe(operation: Operation, exchange: Exchange): void;
  /**
   * Returns an accepted request that is to be sent again, if many responses in a row were 401: operations that the
   * credentials may not use can have those too.
   */
  takeCheck(): Case | undefined;
  /** To be called with the exchange of the request that was sent again. */
  judgeCheck(exchange: Exchange): void;
  /** The operation of the last accepted request, if the target now rejects the credentials; else undefined. */
  lastAccepted(): Operation | undefined;
}

/** What is known of the credentials of some security schemes. */
interface SchemeState {
  last: { operation: Operation; case: Case };
  /** An accepted request that changes nothing. */
  safe?: Case;
  streak: number;
}

const describeSecurity = memoize(({ security }: Operation): string =>
  JSON.stringify(security.map((schemes) => schemes.map(({ name }) => name))),
);

export function createLockoutDetector(): LockoutDetector {
  const states = new Map<string, SchemeState>();
  let checked: SchemeState | undefined;
  let lastAccepted: Operation | undefined;
  return {
    observe(operation, { case: sent, response }) {
      if (!response || sent.suiteOnly || sent.request.credentials !== 'access') return;
      if (!requiresCredentials(operation.security)) return;
      const key = describeSecurity(operation);
      const state = states.get(key);
      if (response.status < 300 && sent.request.method === operation.method) {
        const isSafe = isSafeMethod(operation.method);
        states.set(key, {
          last: { operation, case: sent },
          ...(isSafe ? { safe: sent } : state?.safe && { safe: state.safe }),
          streak: 0,
        });
      } else if (state) state.streak = response.status === 401 ? state.streak + 1 : 0;
    },
    takeCheck() {
      if (lastAccepted) return undefined;
      checked = [...states.values()].find(({ streak }) => streak >= SUSPICIOUS_STREAK);
      if (!checked) return undefined;
      checked.streak = 0;
      const theCase = checked.safe ?? checked.last.case;
      return { ...theCase, id: `${theCase.id}/credentials`, covers: [] };
    },
    judgeCheck({ response }) {
      if (response?.status === 401) lastAccepted = checked?.last.operation;
    },
    lastAccepted: () => lastAccepted,
  };
}
