import { isSameNumber } from '../../spec/exact-integers.ts';
import type { Json } from '../../spec/json.ts';
import type { Failure } from '../check-context.ts';
import type { ResolvedLoc } from '../resolve-loc.ts';
import type { ErrorEntry } from './error-entries.ts';

/** Compares the `input` of an error with the value to which its `loc` leads. Returns undefined if they are equal. */
export function findInputFailure(
  { error, instancePointer }: ErrorEntry,
  resolved: ResolvedLoc,
): Failure | undefined {
  const { value, parent } = resolved;
  const input = error.input as Json; // a part of a JSON body
  const isExpected =
    value === undefined ? input === null || isSameInput(input, parent) : isSameInput(input, value);
  if (isExpected) return undefined;
  const expected =
    value === undefined
      ? 'the object that lacks the property at `loc`, or null'
      : `the value sent at ${resolved.instancePointer || 'the body'}: ${JSON.stringify(value)?.slice(0, 200)}`;
  return { location: { body: `${instancePointer}/input` }, expected, received: { value: input } };
}

/** Compares JSON values, without what may differ between what was sent and what a server read or writes. */
function isSameInput(input: unknown, sent: unknown): boolean {
  if (typeof input === 'number' && typeof sent === 'number') return isSameNumber(input, sent);
  if (typeof input !== 'object' || typeof sent !== 'object' || input === null || sent === null)
    return normalizeText(input) === normalizeText(sent);
  const [inputs, parts] = [Object.entries(input), new Map(Object.entries(sent))];
  return (
    Array.isArray(input) === Array.isArray(sent) &&
    inputs.length === parts.size &&
    inputs.every(([name, value]) => parts.has(name) && isSameInput(value, parts.get(name)))
  );
}

/**
 * Removes what may differ between what was sent and what a server read: white space at the ends; of a UUID, case,
 * dashes, braces and `urn:uuid:` (RFC 9562 section 4).
 */
function normalizeText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  const isUuid = /^(urn:uuid:)?\{?[\da-f-]{32,36}\}?$/i.test(text);
  return isUuid ? text.toLowerCase().replace(/^urn:uuid:|[{}-]/g, '') : text;
}
