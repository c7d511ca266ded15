import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** The status for a missing or unknown key. */
  badKeyStatus: 401 | 403;
  /** Whether requests are validated before their credentials are checked. */
  validatesFirst: boolean;
  realm: string;
  /** Whether the status resource contains the time of the start. */
  showsStart: boolean;
  /** Whether the names of metrics must be unique. */
  hasUniqueNames: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ badKeyStatus: 401, validatesFirst: false, realm: 'metrics' },
  ...{ showsStart: true, hasUniqueNames: false },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  { id: 'bad-keys-403', description: 'a missing or unknown key gets 403', settings: { badKeyStatus: 403 } },
  {
    id: 'validates-first',
    description: 'requests are validated before credentials are checked',
    settings: { validatesFirst: true },
  },
  { id: 'odd-realm', description: 'the realm has a comma', settings: { realm: 'Metrics, Basic a=b' } },
  { id: 'no-start', description: 'the status has no time', settings: { showsStart: false } },
  { id: 'unique-names', description: 'names are unique', settings: { hasUniqueNames: true } },
  ...pickHttpVariants('busy', 'closing', 'html-404', 'options-200'),
];
