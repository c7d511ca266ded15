import { isObject, type Json } from '../spec/json.ts';
import type { SchemaNode } from '../spec/node.ts';
import { typesOf } from '../spec/schema.ts';
import { unionKind } from '../spec/union.ts';

/** The branches of a union that judge the value; when none does, the one it comes nearest to. */
export interface Choice {
  branches: readonly SchemaNode[];
  /** How many branches the value fits, where fitting was asked. */
  fits: number;
  nearest?: SchemaNode;
}

const typeOf = (value: Json): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

function isOfType(node: SchemaNode, value: Json): boolean {
  if (typeof node.schema === 'boolean') return node.schema;
  const types = typesOf(node.schema);
  const own = typeOf(value);
  return (
    types === undefined || types.some((type) => type === own || (type === 'number' && own === 'integer'))
  );
}

const errorsOf = (node: SchemaNode, value: Json): number =>
  typeof node.schema === 'boolean'
    ? Number(!node.schema)
    : node.message.contract.validator(node.at, node.message.direction)(value).length;

/** Finds the branches of `anyOf` or `oneOf` that the value is meant for: by tag, by type, or by trying. */
export function choose(node: SchemaNode, keyword: 'anyOf' | 'oneOf', value: Json): Choice {
  if (typeof node.schema === 'boolean') return { branches: [], fits: 0 };
  const branches = node.edges.filter((edge) => edge.keyword === keyword).map((edge) => edge.node);
  const kind = unionKind(node.schema, keyword);
  if (kind === 'tag') return byTag(branches, value);
  if (kind === 'type') {
    const told = branches.filter((branch) => isOfType(branch, value));
    return { branches: told, fits: told.length };
  }
  return byShape(branches, value);
}

function byTag(branches: readonly SchemaNode[], value: Json): Choice {
  const told = branches.filter(
    ({ tag }) => tag && isObject(value) && tag.values.some((one) => one === value[tag.property]),
  );
  return {
    branches: told,
    fits:
      branches.length > 1 ? branches.filter((branch) => errorsOf(branch, value) === 0).length : told.length,
  };
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
