import { isObject, type Json } from '../spec/json.ts';
import { hasType } from '../spec/json-schema/json-type.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import type { Union } from './node-checks.ts';

export interface BranchSelection {
  /** The branches that judge the value. */
  branches: readonly SchemaNode[];
  /**
   * The number of branches that accept the value. Not exact for `anyOf` and for disjoint types, which do not need it.
   */
  validCount: number;
  /** If no branch accepts the value, those that may be meant: they allow its type. The ones with the fewest errors come first. */
  candidates?: readonly SchemaNode[];
}

/** Selects the branches of a union for which the value is meant: by tag, by type, or by validation. */
export function selectBranches(union: Union, value: Json): BranchSelection {
  if (union.kind === 'tag') return selectByTag(union, value);
  if (union.kind === 'shape') return selectByValidation(union.branches, value);
  const branches = union.branches.filter((branch) => allowsType(branch, value));
  return { branches, validCount: branches.length };
}

/**
 * Selects by the discriminator's tag. Under `anyOf` only the tag counts; under `oneOf` no other branch may accept the
 * value.
 */
function selectByTag({ keyword, branches }: Union, value: Json): BranchSelection {
  const tagged = branches.filter(
    ({ tag }) => tag && isObject(value) && tag.values.some((one) => one === value[tag.property]),
  );
  const selected = tagged.length > 0 ? tagged : branches.filter((branch) => acceptsOwnTag(branch, value));
  const isTagEnough = keyword === 'anyOf' || branches.length === 1;
  const valid = isTagEnough ? selected : branches.filter((branch) => isValid(branch, value));
  return { branches: selected, validCount: valid.length };
}

/**
 * Whether a branch accepts the value without the help of the discriminator: its own schema restricts the tag, by
 * `const` or `enum` (also of numbers and booleans) or by a nested union, or it does not require the tag, which is absent. A
 * branch that accepts a value other than an object, such as null, counts too. A discriminator must not change the validation outcome (OpenAPI 3.1.1 section
 * 4.8.25).
 */
function acceptsOwnTag(branch: SchemaNode, value: Json): boolean {
  if (!isValid(branch, value)) return false;
  if (!isObject(value) || branch.tag === undefined) return true;
  const { property } = branch.tag;
  return !Object.hasOwn(value, property) || !isValid(branch, { ...value, [property]: UNLIKELY_TAG } as Json);
}

/** A tag that no document has. */
const UNLIKELY_TAG = 'no schema has this tag';

function selectByValidation(branches: readonly SchemaNode[], value: Json): BranchSelection {
  const ranked = branches.map((branch) => ({ branch, errors: countErrors(branch, value) }));
  const valid = ranked.filter(({ errors }) => errors === 0).map(({ branch }) => branch);
  if (valid.length > 0) return { branches: valid, validCount: valid.length };
  const candidates = ranked
    .filter(({ branch }) => allowsType(branch, value))
    .sort((a, b) => a.errors - b.errors)
    .map(({ branch }) => branch);
  return { branches: [], validCount: 0, candidates };
}

/** Whether the schema of the node accepts the value. */
export const isValid = ({ schema, schemaPointer, message }: SchemaNode, value: Json): boolean =>
  typeof schema === 'boolean'
    ? schema
    : message.contract.getValidator(schemaPointer, message.direction).accepts(value);

const allowsType = ({ schema }: SchemaNode, value: Json): boolean =>
  typeof schema === 'boolean' ? schema : hasType(schema, value);

const countErrors = ({ schema, schemaPointer, message }: SchemaNode, value: Json): number =>
  typeof schema === 'boolean'
    ? Number(!schema)
    : message.contract.getValidator(schemaPointer, message.direction).countErrors(value);
