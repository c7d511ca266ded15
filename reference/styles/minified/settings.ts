import type { JsonObject } from '../../../spec/json.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** True if errors name the location of the violation. */
  locatesErrors: boolean;
  /** True if an invalid code is unknown. */
  hidesInvalidCodes: boolean;
  /** True if only stations that exist can be replaced, and others get 404. */
  isClosed: boolean;
  /** Properties of stations that the document does not mention. */
  more: JsonObject;
  /** True if readings are accepted for any station. */
  acceptsAllReadings: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ locatesErrors: true, hidesInvalidCodes: false, isClosed: false },
  ...{ more: {}, acceptsAllReadings: false },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  { id: 'vague-errors', description: 'errors name no location', settings: { locatesErrors: false } },
  { id: 'hidden-codes', description: 'an invalid code is unknown', settings: { hidesInvalidCodes: true } },
  { id: 'closed', description: 'stations cannot be added', settings: { isClosed: true } },
  {
    id: 'more',
    description: 'stations have more properties',
    settings: { more: { name: null, _links: {} } },
  },
  {
    id: 'all-readings',
    description: 'readings are accepted for any station',
    settings: { acceptsAllReadings: true },
  },
  ...pickHttpVariants('escaped-slashes', 'method-501', 'newline', 'gzip'),
];
