import type { Issue } from '../../bookshop/values/value-type.ts';
import { html, pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  formatTime(time: Date): string;
  hasUniqueTitles: boolean;
  /** Returns the attribute under which an error is listed. */
  nameError(issue: Issue): string;
  /** Whether a body without the root property gets 400, as with `params.require`, instead of a validation error. */
  requiresRoot: boolean;
  /** Whether records have undocumented properties. */
  showsMore: boolean;
  /** Whether an invalid id gets 404 like an unknown one. */
  hidesInvalidIds: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  formatTime: (time) => time.toISOString(),
  nameError: ({ location }) => String(location[2] ?? 'base'),
  ...{ hasUniqueTitles: false, requiresRoot: true, showsMore: false, hidesInvalidIds: true },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  {
    id: 'local-times',
    description: 'times have an offset and no fraction',
    settings: { formatTime: (time) => time.toISOString().replace(/\.\d+Z$/, '+00:00') },
  },
  { id: 'unique-titles', description: 'titles are unique', settings: { hasUniqueTitles: true } },
  {
    id: 'nested-names',
    description: 'errors are listed by the dotted path of their attribute',
    settings: { nameError: ({ location }) => location.slice(1).join('.') || 'base' },
  },
  {
    id: 'root-422',
    description: 'a body without the root property gets 422',
    settings: { requiresRoot: false },
  },
  { id: 'more', description: 'articles have undocumented properties', settings: { showsMore: true } },
  {
    id: 'bad-ids-400',
    description: 'an invalid id gets 400, which the document does not mention for all operations',
    settings: { hidesInvalidIds: false },
  },
  {
    id: 'public-pages',
    description: 'unknown paths and methods get an HTML page',
    http: { unknownPath: () => html(404, 'Not found'), otherMethod: () => html(404, 'Not found') },
  },
  ...pickHttpVariants('odd-media-type', 'charset', 'cookies', 'slash-ignored'),
];
