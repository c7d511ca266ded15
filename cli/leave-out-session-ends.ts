import type { Operation } from '../spec/openapi/contract.ts';
import { splitWords } from '../spec/openapi/path-names.ts';
import { requiresCredentials } from '../spec/openapi/security.ts';
import type { Options } from './parse-options.ts';
import { formatOperations } from './select-operations.ts';

/** Maximum number of operations that a message names. */
const MAX_NAMED = 3;

const ends = /\b(?:log ?out|sign ?out)\b/;
const replaces = /\b(?:reset|revoke|rotate|regenerate|invalidate)\b/;
const credentials = /\b(?:tokens?|keys?|secrets?|credentials?|sessions?)\b/;

/**
 * Whether the name of the operation says that it ends the session of its user or replaces the user's credentials, such as
 * `POST /me/reset-token`. One with an id in its path concerns an item instead, which the run may have created.
 */
function endsSession({ method, path, id, security }: Operation): boolean {
  if (path.includes('{') || !requiresCredentials(security)) return false;
  const texts = [path, id].map((text) => splitWords(text).join(' '));
  return texts.some(
    (text) => ends.test(text) || (method !== 'GET' && replaces.test(text) && credentials.test(text)),
  );
}

/**
 * Leaves out the operations after which the target may reject the credentials of the run, unless they are selected by
 * name or nothing else is selected.
 */
export function leaveOutSessionEnds(
  operations: readonly Operation[],
  { operation: named = [] }: Partial<Pick<Options, 'operation'>>,
): { operations: readonly Operation[]; sessionEnds: readonly Operation[] } {
  const sessionEnds = named.length > 0 ? [] : operations.filter(endsSession);
  const others = operations.filter((each) => !sessionEnds.includes(each));
  return others.length === 0 ? { operations, sessionEnds: [] } : { operations: others, sessionEnds };
}

/** Describes for the user what was left out. Returns an empty list if nothing was. */
export const describeSessionEnds = (sessionEnds: readonly Operation[]): string[] =>
  sessionEnds.length === 0
    ? []
    : [
        `left out, because the target may then reject the credentials of the run: ${formatOperations(sessionEnds, MAX_NAMED)}. --operation tests them`,
      ];
