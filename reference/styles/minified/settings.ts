import type { JsonObject } from '../../../spec/json.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** Whether errors contain the location of the violation. */
  locatesErrors: boolean;
  /** Whether an invalid code gets 404 like an unknown one. */
  hidesInvalidCodes: boolean;
  /** Whether PUT of an unknown station gets 404 instead of creating it. */
  isClosed: boolean;
  /** Undocumented properties that stations have in responses. */
  more: JsonObject;
  /** Whether readings are accepted for stations that do not exist. */
  acceptsAllReadings: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ locatesErrors: true, hidesInvalidCodes: false, isClosed: false },
  ...{ more: {}, acceptsAllReadings: false },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  {
    id: 'vague-errors',
    description: 'errors do not contain the location of the violation',
    settings: { locatesErrors: false },
  },
  {
    id: 'hidden-codes',
    description: 'an invalid code gets 404, like an unknown one',
    settings: { hidesInvalidCodes: true },
  },
  { id: 'closed', description: 'PUT of an unknown station gets 404', settings: { isClosed: true } },
  {
    id: 'more',
    description: 'stations have undocumented properties',
    settings: { more: { name: null, _links: {} } },
  },
  {
    id: 'all-readings',
    description: 'readings of unknown stations are accepted',
    settings: { acceptsAllReadings: true },
  },
  ...pickHttpVariants('escaped-slashes', 'method-501', 'newline', 'gzip'),
];
