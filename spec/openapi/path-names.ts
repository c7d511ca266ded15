import { memoizeTexts } from '../memoize.ts';

/** Returns a name in the form in which names of resources are compared: singular, lower case, without separators. */
export const toSingular = memoizeTexts((name: string): string =>
  normalizeName(name)
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^s])s$/, '$1'),
);

/** Returns a name in lower case, without the separators of its words. */
export const normalizeName = memoizeTexts((name: string): string =>
  name.toLowerCase().replace(/[^a-z0-9]/g, ''),
);

/** Returns the words of a name in lower case: `createdAt`, `created_at` and `created[at]` have the same two. */
export const splitWords = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const splitPath = (path: string): string[] => (path.split('?')[0] ?? '').split('/').filter(Boolean);
const isTemplate = (segment: string): boolean => segment.includes('{');

/** Returns the resource that a path template names: its last segment that is not a parameter. */
export const lastResource = (path: string): string =>
  splitPath(path).findLast((segment) => !isTemplate(segment)) ?? '';

/**
 * Returns the resource that a path parameter identifies: the segment before it, or before its own name as in
 * `/books/slug/{slug}`.
 */
export function resourceBefore(path: string, name: string): string | undefined {
  const [last, ...others] = listSegmentsBefore(path, name);
  const isOwnName = normalizeName(last ?? '').replace(/^by/, '') === normalizeName(name);
  return isOwnName && others.length > 0 ? others[0] : last;
}

/** Returns the segments before a path parameter that are not parameters, the nearest first. */
export function listSegmentsBefore(path: string, name: string): string[] {
  const segments = splitPath(path);
  const index = segments.findIndex((segment) => segment.includes(`{${name}}`));
  return segments
    .slice(0, Math.max(0, index))
    .filter((segment) => !isTemplate(segment))
    .toReversed();
}

/** The names of the parameters in a path template, in order. */
export const listPathNames = (path: string): string[] =>
  [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);

/**
 * Returns a path template without the names of its parameters, which do not distinguish paths: `/books/{id}` and
 * `/books/{book_id}` are identical (OpenAPI 3.1.1 section 4.8.8.2).
 */
export const withoutNames = (path: string): string => path.replace(/\{[^{}]*\}/g, '{}');

/**
 * Returns the name that a parameter of the path template `from` has in the template `to`: `id` of `/books/{id}` is
 * `book_id` in `/books/{book_id}/reviews`. Undefined if `to` does not have the parameter.
 */
export function findSameParameter(from: string, name: string, to: string): string | undefined {
  const names = listPathNames(to);
  const findAt = (each: string): string | undefined => {
    const [before = '', ...rest] = from.split(`{${each}}`);
    const isSame = rest.length > 0 && withoutNames(to).startsWith(`${withoutNames(before)}{}`);
    return isSame ? names[listPathNames(before).length] : undefined;
  };
  const isOfOther = (): boolean => listPathNames(from).some((each) => findAt(each) === name);
  return findAt(name) ?? (names.includes(name) && !isOfOther() ? name : undefined);
}

/** Whether a name has several words, so that it hardly names properties of different meaning: `external_id`. */
export const hasSeveralWords = (name: string): boolean => /[a-z0-9](?:[_-]|[A-Z])/.test(name);

/**
 * Whether a request to `path` may create the resources that `parameter` of the path `target` identifies: `/books`
 * creates those of `/books/{id}`.
 */
export function mayCreate(path: string, target: string, parameter: string): boolean {
  const resource = resourceBefore(target, parameter);
  return (
    resource !== undefined && !path.endsWith('}') && toSingular(lastResource(path)) === toSingular(resource)
  );
}

/**
 * Whether a request to `path` may create what a parameter refers to, by the path or by its name: `/authors` creates the
 * author of `/archive/{author_id}`.
 */
export function mayCreateNamed(path: string, target: string, parameter: string): boolean {
  const named = splitIdName(parameter)?.resource;
  const isNamed = named !== undefined && toSingular(lastResource(path)) === toSingular(named);
  return mayCreate(path, target, parameter) || (isNamed && !path.endsWith('}'));
}

/** Names of properties that may identify a resource whose path parameter has another name, the most likely first. */
export const identifierNames: readonly string[] = ['id', 'uuid', 'key', 'slug', 'name'];

/** Splits the name of a property that identifies a resource, such as `author_id`, into resource and property. */
export function splitIdName(name: string): { resource: string; property: string } | undefined {
  const named = /^(.+?)[_-]?(id|key|slug|code|name|number)$/i.exec(name);
  return named ? { resource: named[1] ?? '', property: named[2] ?? '' } : undefined;
}

/**
 * Whether a property names another resource, whose ids cannot be generated: `author_id`, `authorId`, `authorid` or
 * `author_ids`, but not `paid` or `valid`.
 */
export const isReferenceName = (name: string): boolean =>
  /(?:^|[_-])(?:uu)?ids?$/i.test(name) ||
  /[a-z0-9](?:Uui|UUI|I)[dD]s?$/.test(name) ||
  /^[a-z]{4,}id$/.test(name);
