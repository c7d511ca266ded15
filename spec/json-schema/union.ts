import { isObject, parsePointer } from '../json.ts';
import { type Schema, type SchemaObject, type SchemaType, typesOf } from './schema.ts';

/**
 * What distinguishes the branches of an `anyOf` or `oneOf`: a discriminator, disjoint types, or (`shape`) only
 * validation.
 */
export type UnionKind = 'tag' | 'type' | 'shape';

/** Classifies a union by how the branch of a value can be found. */
export function classifyUnion(schema: SchemaObject, keyword: 'anyOf' | 'oneOf'): UnionKind {
  if (schema.discriminator !== undefined) return 'tag';
  const branchTypes = (schema[keyword] ?? []).map((branch) => listBranchTypes(branch, keyword));
  const types = branchTypes.flatMap((own) => own ?? []);
  const areDisjoint = branchTypes.every((own) => own !== undefined) && new Set(types).size === types.length;
  return areDisjoint ? 'type' : 'shape';
}

/**
 * Returns the types of a branch for comparison. Under `oneOf`, `number` overlaps with `integer`; under `anyOf` it need
 * not, because a value may match both.
 */
function listBranchTypes(branch: Schema, keyword: 'anyOf' | 'oneOf'): SchemaType[] | undefined {
  if (typeof branch === 'boolean') return undefined;
  const types = typesOf(branch);
  return keyword === 'oneOf'
    ? types?.flatMap((type) => (type === 'number' ? ['number', 'integer'] : [type]))
    : types;
}

/**
 * Lists the tags that select a branch, given the name of its component: those of the mapping, and the component's name,
 * which selects it implicitly (OpenAPI 3.1.1, 4.8.25) unless the branch restricts the tag to other values.
 */
export function listTags(schema: SchemaObject, branchName: string, branch: Schema): string[] {
  const { mapping, propertyName = '' } = schema.discriminator ?? {};
  if (!isObject(mapping)) return [branchName];
  const isBranch = (target: unknown) =>
    typeof target === 'string' && (parsePointer(target).at(-1) ?? target) === branchName;
  const mapped = Object.keys(mapping).filter((tag) => isBranch(mapping[tag]));
  const isImplicit = !Object.hasOwn(mapping, branchName) && allowsTag(branch, propertyName, branchName);
  return isImplicit && (mapped.length === 0 || statesTag(branch, propertyName))
    ? [...mapped, branchName]
    : mapped;
}

/** Returns the tag values that the branch allows by `const` or `enum`; undefined if it has neither. */
export function listStatedTags(branch: Schema, property: string): unknown[] | undefined {
  const schema = typeof branch === 'object' ? branch.properties?.[property] : undefined;
  if (typeof schema !== 'object') return undefined;
  return schema.const === undefined ? schema.enum : [schema.const];
}

/** Whether the branch allows only certain tag values, by `const` or `enum`. */
export const statesTag = (branch: Schema, property: string): boolean =>
  listStatedTags(branch, property) !== undefined;
const allowsTag = (branch: Schema, property: string, tag: string): boolean =>
  listStatedTags(branch, property)?.includes(tag) ?? true;
