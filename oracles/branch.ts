import { isObject, type Json } from '../spec/json.ts';
import { hasType } from '../spec/json-schema/json-type.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import type { Union } from './checks.ts';

/** The branches of a union that judge the value; when none does, the one it comes nearest to. */
export interface Choice {
  branches: readonly SchemaNode[];
  /** How many branches the value fits, where that matters. */
  fits: number;
  nearest?: SchemaNode;
}

const isOfType = ({ schema }: SchemaNode, value: Json): boolean =>
  typeof schema === 'boolean' ? schema : hasType(schema, value);

const errorsOf = (node: SchemaNode, value: Json): number =>
  typeof node.schema === 'boolean'
    ? Number(!node.schema)
    : node.message.contract.validator(node.schemaPointer, node.message.direction)(value).length;

/** Finds the branches of a union that the value is meant for: by tag, by type, or by trying. */
export function choose(union: Union, value: Json): Choice {
  if (union.kind === 'tag') return byTag(union, value);
  if (union.kind === 'shape') return byShape(union.branches, value);
  const told = union.branches.filter((branch) => isOfType(branch, value));
  return { branches: told, fits: told.length };
}

/** Under `anyOf` the tag alone chooses; under `oneOf` the value may fit no other branch either. */
function byTag({ keyword, branches }: Union, value: Json): Choice {
  const told = branches.filter(
    ({ tag }) => tag && isObject(value) && tag.values.some((one) => one === value[tag.property]),
  );
  const alone = keyword === 'anyOf' || branches.length === 1;
  const fits = alone ? told.length : branches.filter((branch) => errorsOf(branch, value) === 0).length;
  return { branches: told, fits };
}

function byShape(branches: readonly SchemaNode[], value: Json): Choice {
  const ranked = branches.map((branch) => ({
    branch,
    errors: errorsOf(branch, value),
    typed: isOfType(branch, value),
  }));
  const fits = ranked.filter(({ errors }) => errors === 0).map(({ branch }) => branch);
  if (fits.length > 0) return { branches: fits, fits: fits.length };
  const [nearest] = ranked.filter(({ typed }) => typed).sort((a, b) => a.errors - b.errors);
  return { branches: [], fits: 0, ...(nearest && { nearest: nearest.branch }) };
}
