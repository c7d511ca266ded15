import type { JsonObject } from '../../../spec/json.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** Whether a media type with a parameter is rejected (JSON:API 1.1, "Server Responsibilities"). */
  refusesMediaTypeParameters: boolean;
  /** The status of an invalid body. */
  invalidStatus: 400 | 422;
  createLinks(path: string): JsonObject;
  /** Returns the members of an error in addition to its status. */
  describeError(issue: Issue): JsonObject;
  hasUniqueNames: boolean;
}

/** Returns the `source` of an error: a pointer into the body, or the name of a parameter. */
function toSource([place, ...names]: Issue['location']): JsonObject {
  return place === 'body'
    ? { pointer: names.map((name) => `/${name}`).join('') }
    : { parameter: String(names[0]) };
}

export const defaultSettings: Readonly<Settings> = {
  ...{ refusesMediaTypeParameters: false, invalidStatus: 422, hasUniqueNames: false },
  createLinks: (path) => ({ self: path }),
  describeError: ({ location, message }) => ({ detail: message, source: toSource(location) }),
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  {
    id: 'strict-media-type',
    description: 'a media type with a parameter is refused',
    settings: { refusesMediaTypeParameters: true },
  },
  { id: 'invalid-400', description: 'an invalid body gets 400', settings: { invalidStatus: 400 } },
  { id: 'terse', description: 'errors contain only their status', settings: { describeError: () => ({}) } },
  {
    id: 'rich-links',
    description: 'links are objects or null',
    settings: { createLinks: (path) => ({ self: { href: path, meta: {} }, next: null }) },
  },
  { id: 'unique-names', description: 'names are unique', settings: { hasUniqueNames: true } },
  ...pickHttpVariants('early-hints', 'indented', 'text-404', 'security-headers'),
];
