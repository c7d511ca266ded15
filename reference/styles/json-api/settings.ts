import type { JsonObject } from '../../../spec/json.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** True if a media type with a parameter is refused (JSON:API 1.1, "Server Responsibilities"). */
  refusesMediaTypeParameters: boolean;
  /** The status of an invalid body. */
  invalidStatus: 400 | 422;
  createLinks(path: string): JsonObject;
  /** Members of an error beside its status. */
  describeError(issue: Issue): JsonObject;
  hasUniqueNames: boolean;
}

/** Points to the body, or names a parameter. */
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
  { id: 'terse', description: 'errors have a status only', settings: { describeError: () => ({}) } },
  {
    id: 'rich-links',
    description: 'links are objects and null',
    settings: { createLinks: (path) => ({ self: { href: path, meta: {} }, next: null }) },
  },
  { id: 'unique-names', description: 'names are unique', settings: { hasUniqueNames: true } },
  ...pickHttpVariants('early-hints', 'indented', 'text-404', 'security-headers'),
];
