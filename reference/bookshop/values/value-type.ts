import type { Json } from '../../../spec/json.ts';
import type { Settings } from '../settings.ts';

/** The location of a value in a request: `['query', 'limit']`, `['body', 'items', 0]`. */
export type Location = readonly (string | number)[];

/** A rule that a value violates. */
export interface Issue {
  location: Location;
  /** The JSON Schema keyword that is violated; `content` if the text cannot be read. */
  rule: string;
  message: string;
}

/** A parameter or form field that is split according to its style, and not yet converted from text. */
export type RawValue = string | readonly string[] | { readonly [name: string]: RawValue };

export const isList = (raw: RawValue): raw is readonly string[] => Array.isArray(raw);

/** Returns the raw value as one text: the first of several. */
export function toText(raw: RawValue): string {
  if (typeof raw === 'string') return raw;
  return isList(raw) ? (raw[0] ?? '') : JSON.stringify(raw);
}

/** A type: how to read its values from text, and which rules they must satisfy. */
export interface ValueType {
  kind: 'scalar' | 'array' | 'object';
  /** Returns the value that the text represents; the text itself if the type has no such value. */
  read(raw: RawValue, settings: Settings): Json;
  /** Returns the rules that the value violates. */
  check(value: Json, location: Location): Issue[];
}

export const createIssue = (location: Location, rule: string, message: string): Issue => ({
  location,
  rule,
  message,
});

/** Returns no issue if the condition holds, else the issue in a list. */
export const issueUnless = (
  condition: boolean,
  location: Location,
  rule: string,
  message: string,
): Issue[] => (condition ? [] : [createIssue(location, rule, message)]);
