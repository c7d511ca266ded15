import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  describeError(code: number, issues: readonly Issue[]): Json;
  invalidStatus: number;
  /** Whether ids in a request may be in upper case. If not, they get 404. */
  foldsIds: boolean;
  /** The value of the property for the last use of a rule. */
  lastSent: string | null;
  /** Extension properties, whose names begin with `x-`. */
  extensions: JsonObject;
  hasUniqueNames: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  describeError: (code) => ({ code }),
  ...{ invalidStatus: 400, foldsIds: true, lastSent: null, extensions: {}, hasUniqueNames: false },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  {
    id: 'text-errors',
    description: 'errors are strings',
    settings: { describeError: (code, [first]) => first?.message ?? `error ${code}` },
  },
  {
    id: 'listed-errors',
    description: 'errors have a code and list all causes',
    settings: {
      invalidStatus: 422,
      describeError: (code, issues) => ({
        code: `E${code}`,
        causes: issues.map(({ location, message }) => ({ pointer: `/${location.join('/')}`, message })),
      }),
    },
  },
  {
    id: 'sent',
    description: 'rules have a time of last use and `x-` properties',
    settings: {
      lastSent: '2024-02-29T23:59:59.123456789+05:30',
      extensions: { 'x-owner': 'ada', 'x-cost': 0.1 },
    },
  },
  { id: 'exact-ids', description: 'ids in upper case get 404', settings: { foldsIds: false } },
  { id: 'unique-names', description: 'names are unique', settings: { hasUniqueNames: true } },
  ...pickHttpVariants('rate-limited', 'indented', 'text-404', 'closing'),
];
