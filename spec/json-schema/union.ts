import { isObject, parsePointer } from '../json.ts';
import { type Schema, type SchemaObject, type SchemaType, typesOf } from './schema.ts';

/** How the branches of an `anyOf` or `oneOf` are told apart: by `discriminator`, by disjoint types, or only by trying. */
export type UnionKind = 'tag' | 'type' | 'shape';

/**
 * The types of a branch, as far as they tell it apart: under `anyOf` an integer may be a number too and no harm is done,
 * under `oneOf` it would fit both.
 */
function typesOfBranch(branch: Schema, keyword: 'anyOf' | 'oneOf'): SchemaType[] | undefined {
  if (typeof branch === 'boolean') return undefined;
  const types = typesOf(branch);
  return keyword === 'oneOf'
    ? types?.flatMap((type) => (type === 'number' ? ['number', 'integer'] : [type]))
    : types;
}

/** Tells by what a reader knows which branch of the union a value is meant for. */
export function unionKind(schema: SchemaObject, keyword: 'anyOf' | 'oneOf'): UnionKind {
  if (schema.discriminator !== undefined) return 'tag';
  const types = (schema[keyword] ?? []).map((branch) => typesOfBranch(branch, keyword));
  const all = types.flatMap((own) => own ?? []);
  const told = types.every((own) => own !== undefined) && new Set(all).size === all.length;
  return told ? 'type' : 'shape';
}

/** The tags that a discriminator's mapping gives a branch, by the name of the component it leads to (OpenAPI 3.1.1, 4.8.25). */
export function tagsOf(schema: SchemaObject, branchName: string): string[] {
  const mapping = schema.discriminator?.mapping;
  if (!isObject(mapping)) return [branchName];
  const leadsHere = (target: unknown) =>
    typeof target === 'string' && (parsePointer(target).at(-1) ?? target) === branchName;
  return Object.keys(mapping).filter((tag) => leadsHere(mapping[tag]));
}
