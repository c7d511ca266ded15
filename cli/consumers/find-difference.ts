import { isSameNumber } from '../../spec/exact-integers.ts';
import { type InstancePointer, isObject, joinPointer } from '../../spec/json.ts';

/** A place at which a decoded value differs from the JSON that was sent. */
export interface Difference {
  instancePointer: InstancePointer;
  /** Undefined if the member was not sent. */
  sent: unknown;
  decoded: unknown;
}

/**
 * Finds the first difference between JSON and what a consumer decoded from it. These are none: members that the consumer
 * leaves out, names in camel case, the same instant of time written otherwise, and null for what was not sent.
 */
export function findDifference(
  sent: unknown,
  decoded: unknown,
  instancePointer: InstancePointer = '',
): Difference | undefined {
  if (Array.isArray(sent) && Array.isArray(decoded) && sent.length === decoded.length)
    return findFirst(sent.keys(), (index) =>
      findDifference(sent[index], decoded[index], joinPointer(instancePointer, index)),
    );
  if (isObject(sent) && isObject(decoded)) return findInMembers(sent, decoded, instancePointer);
  return isSameScalar(sent, decoded) ? undefined : { instancePointer, sent, decoded };
}

function findInMembers(
  sent: Record<string, unknown>,
  decoded: Record<string, unknown>,
  instancePointer: InstancePointer,
): Difference | undefined {
  const names = new Map(
    Object.keys(sent).map((name) => [Object.hasOwn(decoded, name) ? name : toCamelCase(name), name]),
  );
  return findFirst(Object.entries(decoded), ([name, value]) => {
    const original = names.get(name);
    const pointer = joinPointer(instancePointer, original ?? name);
    if (original !== undefined) return findDifference(sent[original], value, pointer);
    return value === null ? undefined : { instancePointer: pointer, sent: undefined, decoded: value };
  });
}

function findFirst<T>(items: Iterable<T>, find: (item: T) => Difference | undefined): Difference | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

const toCamelCase = (name: string): string =>
  name.replace(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());

function isSameScalar(sent: unknown, decoded: unknown): boolean {
  if (typeof sent === 'number' && typeof decoded === 'number') return isSameNumber(sent, decoded);
  if (typeof sent === 'string' && typeof decoded === 'string')
    return sent === decoded || isSameInstant(sent, decoded);
  return sent === decoded;
}

/** Compared in milliseconds, the precision of JavaScript's dates. ISO 8601 allows a comma before fractions. */
const isSameInstant = (sent: string, decoded: string): boolean =>
  /^\d{4}-\d\d-\d\d[T ]/i.test(decoded) && Date.parse(sent.replace(',', '.')) === Date.parse(decoded);
