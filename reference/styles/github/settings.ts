import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** How many requests for statistics are answered with 202 before they are ready. */
  preparingCount: number;
  hasWeakETags: boolean;
  hasLicense: boolean;
  /** True if a label is an object, whatever was sent. */
  expandsLabels: boolean;
  /** True if the README is sent as it is unless the client asks for the object. */
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
  { id: 'plain-labels', description: 'labels are as they were sent', settings: { expandsLabels: false } },
  { id: 'raw', description: 'the README is sent as it is', settings: { sendsRaw: true } },
  { id: 'terse', description: 'errors are not listed', settings: { isTerse: true } },
  ...pickHttpVariants('escaped-slashes', 'charset', 'gzip', 'no-head'),
];
