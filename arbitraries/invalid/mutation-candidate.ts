import {
  type InstancePointer,
  type Json,
  type JsonObject,
  joinPointer,
  parentPointer,
  valueAt,
} from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import { changed, renamed } from './edit.ts';
import type { Change, Context, Violation } from './mutation.ts';
import type { Position } from './positions.ts';
import { hash } from './rank.ts';
import { violations } from './table.ts';

/** A change that ajv has not seen yet. */
export interface Draft {
  keyword: string;
  /** The key of the clause in the position's node. */
  key: string;
  change: Change;
  position: Position;
  /** The value of the position itself is exchanged, not a part of it. */
  isWhole: boolean;
}

/** A row of the table that a schema uses, with the hash of the clause's name. */
interface Row {
  row: Violation;
  hash: number;
}

/** What is done, by whatever keyword: permanent. */
export const kindOf = ({ keyword, change }: Draft): string => `${keyword}/${change.kind}`;

/** The rows of the table that the schema of a position uses: found once for a schema. */
export function rowsAt({ node, fits }: Position): readonly Row[] {
  return fits ? rowsOf(node) : [];
}

const rowsOf = memoize(({ schema, path }: SchemaNode): readonly Row[] => {
  if (typeof schema === 'boolean') return [];
  return violations
    .filter(({ keyword }) => schema[keyword] !== undefined)
    .map((row) => ({ row, hash: hash(`${path}:${row.keyword}`) }));
});

/** Every change that a row knows for a schema and its value. */
export function* draftsOf(position: Position, row: Violation, context: Context): Generator<Draft> {
  const { node, value, isName } = position;
  if (typeof node.schema === 'boolean') return;
  const { keyword } = row;
  for (const change of row.changes(value, node.schema, node, context)) {
    const key = change.clause ?? keyword;
    if (!node.clauses.has(key) || (isName && typeof change.now !== 'string')) continue;
    yield { keyword, key, change, position, isWhole: !change.path && !isName };
  }
}

/** Every change that the table knows for a schema and its value. */
export function* draftsAt(position: Position, context: Context): Generator<Draft> {
  for (const { row } of rowsAt(position)) yield* draftsOf(position, row, context);
}

/** The place that the draft changes: of a renamed property, where it is afterwards. */
export function placeOf({ change, position }: Draft): InstancePointer {
  if (position.isName) return joinPointer(parentPointer(position.where), String(change.now));
  return joinPointer(position.where, ...(change.path ?? []));
}

/** The whole value with the draft carried out. */
export function bodyOf(base: Json, draft: Draft): Json {
  const { change, position } = draft;
  if (!position.isName) return changed(base, placeOf(draft), change.now);
  const holder = valueAt(base, parentPointer(position.where)) as JsonObject; // it has the property whose name is changed
  return changed(
    base,
    parentPointer(position.where),
    renamed(holder, String(position.value), String(change.now)),
  );
}

/** What messages call the changed place. */
export function subjectOf({ change, position }: Draft): string {
  const steps = (change.path ?? []).map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  const subject = [position.node.label, ...steps].join('').replace(/^\./, '');
  const name = subject === '' ? 'the body' : `\`${subject}\``;
  return position.isName ? `the name of ${name}` : name;
}
