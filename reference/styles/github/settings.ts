import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** Number of requests for statistics that get 202 before the statistics are ready. */
  preparingCount: number;
  hasWeakETags: boolean;
  hasLicense: boolean;
  /** Whether labels in responses are objects, even if they were sent as strings. */
  expandsLabels: boolean;
  /** Whether the README is sent as text unless the client requests the object. */
  sendsRaw: boolean;
  isTerse: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ preparingCount: 2, hasWeakETags: true, hasLicense: true },
  ...{ expandsLabels: true, sendsRaw: false, isTerse: false },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  { id: 'ready', description: 'statistics are always ready', settings: { preparingCount: 0 } },
  {
    id: 'slow',
    description: 'statistics are never ready',
    settings: { preparingCount: Number.POSITIVE_INFINITY },
  },
  { id: 'strong-tags', description: 'entity tags are strong', settings: { hasWeakETags: false } },
  { id: 'no-license', description: 'the repository has no license', settings: { hasLicense: false } },
  {
    id: 'plain-labels',
    description: 'labels are returned as they were sent',
    settings: { expandsLabels: false },
  },
  { id: 'raw', description: 'the README is returned as text', settings: { sendsRaw: true } },
  {
    id: 'terse',
    description: 'responses to invalid requests do not list the errors',
    settings: { isTerse: true },
  },
  ...pickHttpVariants('escaped-slashes', 'charset', 'gzip', 'no-head'),
];
