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
  /** If no branch accepts the value, the one with the fewest errors. */
  nearest?: SchemaNode;
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
  const selected = branches.filter(
    ({ tag }) => tag && isObject(value) && tag.values.some((one) => one === value[tag.property]),
  );
  const isTagEnough = keyword === 'anyOf' || branches.length === 1;
  const valid = isTagEnough ? selected : branches.filter((branch) => isValid(branch, value));
  return { branches: selected, validCount: valid.length };
}

function selectByValidation(branches: readonly SchemaNode[], value: Json): BranchSelection {
  const ranked = branches.map((branch) => ({ branch, errors: countErrors(branch, value) }));
  const valid = ranked.filter(({ errors }) => errors === 0).map(({ branch }) => branch);
  if (valid.length > 0) return { branches: valid, validCount: valid.length };
  const [nearest] = ranked
    .filter(({ branch }) => allowsType(branch, value))
    .sort((a, b) => a.errors - b.errors);
  return { branches: [], validCount: 0, ...(nearest && { nearest: nearest.branch }) };
}

/** Whether the schema of the node accepts the value. */
export const isValid = (node: SchemaNode, value: Json): boolean => countErrors(node, value) === 0;

const allowsType = ({ schema }: SchemaNode, value: Json): boolean =>
  typeof schema === 'boolean' ? schema : hasType(schema, value);

const countErrors = ({ schema, schemaPointer, message }: SchemaNode, value: Json): number =>
  typeof schema === 'boolean'
    ? Number(!schema)
    : message.contract.getValidator(schemaPointer, message.direction)(value).length;
