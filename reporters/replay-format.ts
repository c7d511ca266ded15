import type { Case } from '../spec/openapi/case.ts';
import type { Replay } from './record.ts';

// The property names of replay files differ from those of `Case`: users keep replays, so the file format cannot change.
const caseKeys = { description: 'says', covers: 'serves', mayBeRejected: 'tentative' } as const;
const violationKeys = {
  description: 'says',
  instancePointer: 'where',
  before: 'was',
  after: 'now',
} as const;

type Renamed<T, Keys> = { [K in keyof T as K extends keyof Keys ? Keys[K] & string : K]: T[K] };

/** A case as it is stored in a replay file. */
export interface StoredCase extends Renamed<Omit<Case, 'violation' | 'subcases'>, typeof caseKeys> {
  violation?: Renamed<NonNullable<Case['violation']>, typeof violationKeys>;
  parts?: readonly StoredCase[];
}

/** A replay as it is stored in its file. */
export interface StoredReplay extends Omit<Replay, 'cases'> {
  cases: readonly StoredCase[];
}

/** Converts a case to its form in a replay file. */
export function toStoredCase({ violation, subcases, ...rest }: Case): StoredCase {
  // the placeholder has no meaning in another run, which uses the token that the target issued last
  const { token: _, ...request } = rest.request;
  return {
    ...renameKeys({ ...rest, request }, caseKeys),
    ...(violation && { violation: renameKeys(violation, violationKeys) }),
    ...(subcases && { parts: subcases.map(toStoredCase) }),
  };
}

/** Converts a case of a replay file back. Its subcases are left out, because a replay sends only its own cases. */
export function fromStoredCase({ violation, parts, ...rest }: StoredCase): Case {
  return {
    ...renameKeys(rest, invert(caseKeys)),
    ...(violation && { violation: renameKeys(violation, invert(violationKeys)) }),
    // an empty list: oracles judge the response to a combined case differently from that to a single one
    ...(parts && { subcases: [] }),
  };
}

function renameKeys<T extends object, Keys extends object>(value: T, keys: Keys): Renamed<T, Keys> {
  const names = new Map(Object.entries(keys));
  const entries = Object.entries(value).map(([key, member]) => [names.get(key) ?? key, member]);
  return Object.fromEntries(entries) as Renamed<T, Keys>; // the type renames the properties by the same table
}

function invert<Keys extends Record<string, string>>(keys: Keys): { [K in keyof Keys as Keys[K]]: K } {
  const entries = Object.entries(keys).map(([key, renamed]) => [renamed, key]);
  // the type swaps keys and values in the same way
  return Object.fromEntries(entries) as { [K in keyof Keys as Keys[K]]: K };
}
