import { setValueAt } from '../../arbitraries/invalid/edit-json.ts';
import { serializeRequest } from '../../http/serialize/serialize-request.ts';
import { isNamed, printValues } from '../../oracles/is-named.ts';
import { type InstancePointer, type Json, parentPointer, parsePointer, valueAt } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { type RequestMessage, withMessageBody } from '../../spec/openapi/request-message.ts';
import type { ReceivedResponse } from '../../spec/openapi/response.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';

/** A message with several violations, the cases that each have one of them, and the locations of these. */
interface Combination {
  message: RequestMessage;
  cases: Case[];
  locations: Location[];
}

/**
 * Combines negative cases for which there are no requests left. Each combined case has the violations of many, at
 * independent locations with different names: of the body, or of the query, header fields and cookies, because servers
 * often validate the body last. Its response is evidence for no clause, but it shows which violations the server does
 * not name among its errors, and these are then sent one by one (`listUnnamedViolations`). Returns at most `limit`
 * cases, those with the most violations first.
 */
export function combineViolations(context: PlanContext, cases: readonly Case[], limit: number): Case[] {
  const combinations: Combination[] = [];
  for (const each of cases) addTo(combinations, context, each);
  return combinations
    .toSorted((a, b) => b.cases.length - a.cases.length)
    .slice(0, limit)
    .flatMap(({ message, cases: combined }, index) =>
      combined.length === 1 ? combined : [createCombinedCase(context, message, combined, index)],
    );
}

/**
 * Whether the errors of a server can show that it found the violation among others. If the body itself is a union, they
 * cannot, because they also name what the other branches require.
 */
export const isCombinable = (each: Case): boolean =>
  locate(each) !== undefined && !each.violation?.clauses.some((id) => id.includes('/request@'));

/** Adds the case to the first combination that it fits, or to a new one. */
function addTo(combinations: Combination[], { seedMessages }: PlanContext, added: Case): void {
  const location = locate(added);
  if (location === undefined || !added.violation) return;
  const { after, clauses } = added.violation;
  const { pointer } = location;
  /** Whether a branch of a union applies only to a message that already has the value. */
  const isInBranch = clauses.some((id) => id.includes('@'));
  const hasPlace = ({ message }: { message: RequestMessage }): boolean =>
    after === undefined || isInBranch
      ? valueAt(message, pointer) !== undefined
      : typeof (valueAt(message, parentPointer(pointer)) ?? undefined) === 'object';
  const open = combinations.find(
    (each) => hasPlace(each) && each.locations.every((other) => areIndependent(other, location)),
  );
  const base =
    open?.message ?? seedMessages.find(hasPlace)?.message ?? getMutatedMessage(seedMessages, added);
  if (!base) return;
  const combination = open ?? { message: base, cases: [], locations: [] };
  if (!open) combinations.push(combination);
  combination.cases.push(added);
  combination.locations.push(location);
  // a message consists of JSON values, and only a value inside its body or its parameters is replaced
  combination.message = setValueAt(base as object as Json, pointer, after) as object as RequestMessage;
}

/** The message that the case sends, for a location that no accepted message has; undefined without a JSON body. */
function getMutatedMessage(
  [seed]: readonly SeedMessage[],
  { request: { body } }: Case,
): RequestMessage | undefined {
  return seed && body && 'json' in body ? withMessageBody(seed.message, body.json) : undefined;
}

interface Location {
  /** Whether the violation is in the body, not in a parameter. */
  isInBody: boolean;
  /** A JSON Pointer into the message. */
  pointer: InstancePointer;
  /** The part in which no other violation can be found: of a tag, the object whose branch it selects. */
  scope: InstancePointer;
  /** The name of the property or parameter that is invalid, or that has invalid items; empty for the whole body. */
  name: string;
}

/** Locates a violation in the message; undefined in the path, which selects the operation. */
function locate({ violation }: Case): Location | undefined {
  if (!violation) return undefined;
  const isInBody = /^(\/|$)/.test(violation.instancePointer);
  const pointer = `/${isInBody ? 'body' : ''}${violation.instancePointer}`;
  const [part, ...names] = parsePointer(pointer);
  if (part === 'path') return undefined;
  const name = names.filter((token) => !/^\d+$/.test(token)).at(-1) ?? '';
  const scope = violation.keyword === 'discriminator' ? parentPointer(pointer) : pointer;
  return { isInBody, pointer, scope, name };
}

/** Whether a server can report both violations, and their names show which of them it reports. */
const areIndependent = (one: Location, other: Location): boolean =>
  one.isInBody === other.isInBody &&
  one.name.toLowerCase() !== other.name.toLowerCase() &&
  !`${one.scope}/`.startsWith(`${other.scope}/`) &&
  !`${other.scope}/`.startsWith(`${one.scope}/`);

function createCombinedCase(
  { model: { operation } }: PlanContext,
  message: RequestMessage,
  cases: readonly Case[],
  index: number,
): Case {
  return {
    id: `${operation.id}/probe/combined-violations/${index}`,
    operation: operation.id,
    kind: 'probe',
    description: `${cases.length} invalid values`,
    subcases: cases,
    request: serializeRequest(operation, message),
    covers: [],
  };
}

/**
 * Lists the cases whose violations the response to their combination does not name: all of them after a success. Empty
 * if it names fewer than half: the server then reports only some of the errors that it found.
 */
export function listUnnamedViolations(cases: readonly Case[], { status, body }: ReceivedResponse): Case[] {
  if (status < 300) return [...cases];
  if (status >= 500) return [];
  const listUnnamed = (text: string): Case[] =>
    cases.filter((each) => !isNamed(text, locate(each)?.name ?? ''));
  const candidates = [listUnnamed(printValues(body.json)), listUnnamed(body.text)];
  return candidates.find((unnamed) => unnamed.length * 2 <= cases.length) ?? [];
}
