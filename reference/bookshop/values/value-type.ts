import type { Json } from '../../../spec/json.ts';
import type { Settings } from '../settings.ts';

/** Where a value is in a request: `['query', 'limit']`, `['body', 'items', 0]`. */
export type Location = readonly (string | number)[];

/** A rule that a value violates. */
export interface Issue {
  location: Location;
  /** The name of the JSON Schema keyword; `content` if the text cannot be read. */
  rule: string;
  message: string;
}

/** A parameter or form field as text, split according to its style, and not yet converted. */
export type RawValue = string | readonly string[] | { readonly [name: string]: RawValue };

export const isList = (raw: RawValue): raw is readonly string[] => Array.isArray(raw);

/** The raw value as one text: of several, the first. */
export function toText(raw: RawValue): string {
  if (typeof raw === 'string') return raw;
  return isList(raw) ? (raw[0] ?? '') : JSON.stringify(raw);
}

/** A hand-written type: how its values are read from text, and which rules they obey. */
export interface ValueType {
  kind: 'scalar' | 'array' | 'object';
  /** The value that the text represents; the text itself if it represents no value of this type. */
  read(raw: RawValue, settings: Settings): Json;
  /** The rules that the value violates. */
  check(value: Json, location: Location): Issue[];
}

export const createIssue = (location: Location, rule: string, message: string): Issue => ({
  location,
  rule,
  message,
});

/** The issue as a list if the value does not satisfy the condition. */
export const issueUnless = (
  condition: boolean,
  location: Location,
  rule: string,
  message: string,
): Issue[] => (condition ? [] : [createIssue(location, rule, message)]);
