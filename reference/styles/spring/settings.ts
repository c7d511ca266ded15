import type { JsonObject } from '../../../spec/json.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  hasInstance: boolean;
  /** Returns the members of problem details in addition to those of RFC 9457. */
  extend(issues: readonly Issue[]): JsonObject;
  /** Whether the problem details of an invalid request contain only the status. */
  isTerse: boolean;
  /** Whether an id that is not an integer gets 404 like an unknown one. */
  hidesInvalidIds: boolean;
  hasUniqueSerialNumbers: boolean;
  /** The origin of the URL in `Location`. If empty, `Location` is a path. */
  origin: string;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ hasInstance: true, isTerse: false, hidesInvalidIds: false, hasUniqueSerialNumbers: false },
  ...{ extend: () => ({}), origin: '' },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  { id: 'terse', description: 'problem details contain only the status', settings: { isTerse: true } },
  {
    id: 'listed-errors',
    description: 'problem details list the errors in an additional member',
    settings: {
      extend: (issues) => ({
        errors: issues.map(({ location, message }) => ({ field: location.join('.'), message })),
        timestamp: 1_700_000_000_000,
      }),
    },
  },
  { id: 'no-instance', description: 'problems have no instance', settings: { hasInstance: false } },
  {
    id: 'hidden-ids',
    description: 'an invalid id gets 404, like an unknown one',
    settings: { hidesInvalidIds: true },
  },
  {
    id: 'unique-serial-numbers',
    description: 'serial numbers are unique',
    settings: { hasUniqueSerialNumbers: true },
  },
  {
    id: 'absolute-location',
    description: '`Location` is a URL',
    settings: { origin: 'https://meters.example' },
  },
  ...pickHttpVariants('early-hints', 'charset', 'chunks', 'security-headers', 'method-404'),
];
