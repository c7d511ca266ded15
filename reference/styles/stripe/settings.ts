import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  isTerse: boolean;
  invalidStatus: number;
  /** Whether a removed customer is still returned, with `deleted: true`. */
  showsRemoved: boolean;
  /** Whether `expand` has an effect. */
  expands: boolean;
  hidesEmpty: boolean;
  /** Whether an unknown `starting_after` gets 400, instead of being ignored. */
  checksCursor: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ isTerse: false, invalidStatus: 400, showsRemoved: true },
  ...{ expands: true, hidesEmpty: false, checksCursor: false },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  { id: 'terse', description: 'errors contain only their type', settings: { isTerse: true } },
  { id: 'payment-required', description: 'invalid requests get 402', settings: { invalidStatus: 402 } },
  { id: 'forgets', description: 'a removed customer gets 404', settings: { showsRemoved: false } },
  { id: 'no-expansion', description: '`expand` has no effect', settings: { expands: false } },
  {
    id: 'hides-empty',
    description: 'properties without a value are absent',
    settings: { hidesEmpty: true },
  },
  { id: 'checks-cursor', description: 'an unknown cursor is refused', settings: { checksCursor: true } },
  ...pickHttpVariants('float-integers', 'indented', 'security-headers', 'method-404'),
];
