import type { JsonObject } from '../../../spec/json.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  showsNulls: boolean;
  /** Returns the properties of problem details in addition to the status. */
  describeProblem(issues: readonly Issue[]): JsonObject;
  upperCaseIds: boolean;
  /** Formats the fraction and zone of times in responses. */
  formatTime(time: string): string;
}

/** Returns the errors by field and a trace id, in the format of `ValidationProblemDetails`. */
function describeErrors(issues: readonly Issue[]): JsonObject {
  const errors: Record<string, string[]> = {};
  for (const { location, message } of issues) {
    const name = location[0] === 'body' ? ['$', ...location.slice(1)].join('.') : String(location[1]);
    errors[name] = [...(errors[name] ?? []), message];
  }
  const title = 'One or more validation errors occurred.';
  return {
    title,
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
    errors,
    traceId: '00-4bf92f-00',
  };
}

/**
 * Formats the time in UTC as .NET does. Returns the text unchanged for a leap second, or a year that does not have four
 * digits in UTC.
 */
function toUtc(time: string): string {
  const date = new Date(time);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return /^\d{4}-/.test(text) ? text.replace('Z', '0000Z') : time;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ showsNulls: true, upperCaseIds: false },
  describeProblem: describeErrors,
  formatTime: (time) => time,
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  { id: 'no-nulls', description: 'properties without a value are absent', settings: { showsNulls: false } },
  {
    id: 'bare-problems',
    description: 'problem details contain only the status',
    settings: { describeProblem: () => ({}) },
  },
  {
    id: 'null-problems',
    description: 'the other members of problem details are null',
    settings: { describeProblem: () => ({ type: null, title: null, detail: null, instance: null }) },
  },
  { id: 'upper-case-ids', description: 'ids are in upper case', settings: { upperCaseIds: true } },
  {
    id: 'utc-times',
    description: 'times are returned in UTC with seven digits',
    settings: { formatTime: (time) => toUtc(time) },
  },
  ...pickHttpVariants('busy', 'options-405', 'slash-ignored', 'chunks', 'no-head'),
];
