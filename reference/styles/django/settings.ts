import type { JsonObject } from '../../../spec/json.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  formatTime(time: Date): string;
  /** Whether pages have links. A view without pagination has none. */
  hasLinks: boolean;
  hasUniqueTitles: boolean;
  /** Whether a slug is derived from the title if it is not given. */
  makesSlugs: boolean;
  /** Whether an invalid id gets 404 like an unknown one, instead of 400. */
  hidesInvalidIds: boolean;
  /** Describes the errors of an invalid request. */
  describeErrors(issues: readonly Issue[]): JsonObject;
}

function listErrors(issues: readonly Issue[]): JsonObject {
  const errors: Record<string, string[]> = {};
  for (const { location, message } of issues) {
    const name = String(location[1] ?? 'non_field_errors');
    errors[name] = [...(errors[name] ?? []), message];
  }
  return errors;
}

export const defaultSettings: Readonly<Settings> = {
  formatTime: (time) => time.toISOString().replace('Z', '000Z'),
  ...{ hasLinks: true, hasUniqueTitles: false, makesSlugs: true, hidesInvalidIds: true },
  describeErrors: listErrors,
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  {
    id: 'local-times',
    description: 'times have an offset',
    settings: {
      formatTime: (time) => new Date(time.getTime() + 7.2e6).toISOString().replace('Z', '+02:00'),
    },
  },
  { id: 'no-links', description: 'lists have no links', settings: { hasLinks: false } },
  { id: 'unique-titles', description: 'titles are unique', settings: { hasUniqueTitles: true } },
  { id: 'no-slugs', description: 'slugs are absent unless given', settings: { makesSlugs: false } },
  {
    id: 'other-errors',
    description: 'errors are a list in another structure',
    settings: {
      describeErrors: (issues) => ({
        type: 'validation_error',
        errors: issues.map(({ location, rule }) => ({ attr: location.slice(1).join('.'), code: rule })),
      }),
    },
  },
  ...pickHttpVariants('odd-media-type', 'ascii-only', 'no-head', 'cookies'),
];
