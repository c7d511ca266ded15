import type { JsonResponse } from '../../pipeline.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** The status for an invalid new dog. The document lists 405. */
  invalidDogStatus: 400 | 405;
  describeError(status: number, message: string): JsonResponse['body'];
  sendsCount: boolean;
  /** Whether an invalid id gets 404 like an unknown one. */
  hidesInvalidIds: boolean;
  /** Whether dogs have undocumented properties. */
  showsMore: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  invalidDogStatus: 405,
  describeError: (code, message) => ({ code, type: 'error', message }),
  ...{ sendsCount: true, hidesInvalidIds: false, showsMore: false },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  { id: 'bad-dogs-400', description: 'an invalid dog gets 400', settings: { invalidDogStatus: 400 } },
  { id: 'silent-errors', description: 'errors have no body', settings: { describeError: () => undefined } },
  { id: 'empty-errors', description: 'errors are empty objects', settings: { describeError: () => ({}) } },
  { id: 'no-count', description: 'the optional header is absent', settings: { sendsCount: false } },
  {
    id: 'hidden-ids',
    description: 'an invalid id gets 404, like an unknown one',
    settings: { hidesInvalidIds: true },
  },
  { id: 'more', description: 'dogs have undocumented properties', settings: { showsMore: true } },
  ...pickHttpVariants('early-hints', 'charset', 'options-200', 'cookies'),
];
