import type { JsonObject } from '../../../spec/json.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  formatTime(time: Date): string;
  /** Returns the properties of an error in addition to `loc`, `msg` and `type`. */
  describeError(issue: Issue): JsonObject;
  /** Maximum number of reported errors of a request. */
  maxErrors: number;
  readsFractionlessNumbers: boolean;
  /** Creates the response to a JSON body that cannot be parsed; by default that to an invalid one. */
  rejectUnreadable?(): JsonResponse;
  /** Whether names must be unique, which the document does not mention. */
  hasUniqueNames: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  formatTime: (time) => time.toISOString(),
  describeError: () => ({}),
  maxErrors: Number.POSITIVE_INFINITY,
  readsFractionlessNumbers: false,
  hasUniqueNames: false,
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  {
    id: 'local-times',
    description: 'times have microseconds and an offset',
    settings: { formatTime: (time) => time.toISOString().replace('Z', '123+00:00') },
  },
  {
    id: 'urls-in-errors',
    description: 'errors have a `url` and a `ctx`, which the document does not mention',
    settings: {
      describeError: ({ rule }) => ({ url: `https://errors.example/${rule}`, ctx: { error: {} } }),
    },
  },
  { id: 'one-error', description: 'only the first error is reported', settings: { maxErrors: 1 } },
  {
    id: 'fractionless',
    description: '`1.0` in a parameter is an integer',
    settings: { readsFractionlessNumbers: true },
  },
  {
    id: 'bad-json-400',
    description: 'a body that is not JSON gets 400, which the document does not mention',
    settings: {
      rejectUnreadable: () => jsonResponse(400, { detail: 'There was an error parsing the body' }),
    },
  },
  { id: 'unique-names', description: 'names are unique', settings: { hasUniqueNames: true } },
  ...pickHttpVariants('float-integers', 'html-404', 'gzip', 'ascii-only'),
];
