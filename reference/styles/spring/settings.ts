import type { JsonObject } from '../../../spec/json.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  hasInstance: boolean;
  /** Members of a problem beside those of RFC 9457. */
  extend(issues: readonly Issue[]): JsonObject;
  /** True if the problem of a request is only its status. */
  isTerse: boolean;
  /** True if a path with an id that is no integer does not exist. */
  hidesInvalidIds: boolean;
  hasUniqueSerialNumbers: boolean;
  /** The origin in `Location`; without it, a path. */
  origin: string;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ hasInstance: true, isTerse: false, hidesInvalidIds: false, hasUniqueSerialNumbers: false },
  ...{ extend: () => ({}), origin: '' },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  { id: 'terse', description: 'a problem is only its status', settings: { isTerse: true } },
  {
    id: 'listed-errors',
    description: 'problems list the errors in a member of their own',
    settings: {
      extend: (issues) => ({
        errors: issues.map(({ location, message }) => ({ field: location.join('.'), message })),
        timestamp: 1_700_000_000_000,
      }),
    },
  },
  { id: 'no-instance', description: 'problems have no instance', settings: { hasInstance: false } },
  { id: 'hidden-ids', description: 'an invalid id is unknown', settings: { hidesInvalidIds: true } },
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
