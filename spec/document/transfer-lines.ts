import {
  isJsonObject,
  type Json,
  type JsonObject,
  joinPointer,
  type SchemaPointer,
  setOwn,
  valueAt,
} from '../json.ts';
import { findSourceLine, type SourceMap, setSourceLine } from './source-map.ts';

/** The extension that holds an object's original pointer during a conversion. Converters copy extensions. */
const ORIGIN = 'x-conformance-origin';

/** Whether the field has a literal value, such as an example. An extension in it would be a part of the value. */
const isLiteral = (name: string): boolean =>
  ['example', 'examples', 'default', 'enum'].includes(name) || name.startsWith('x-');

/**
 * Returns a copy of a document in which each object holds its pointer, so that it can be recognized after a conversion.
 */
export function tagOrigins(original: JsonObject): JsonObject {
  const copy = (value: Json, pointer: SchemaPointer): Json => {
    if (Array.isArray(value)) return value.map((item, index) => copy(item, joinPointer(pointer, index)));
    if (!isJsonObject(value)) return value;
    const tagged: JsonObject = { [ORIGIN]: pointer };
    for (const [name, item] of Object.entries(value))
      setOwn(tagged, name, isLiteral(name) ? structuredClone(item) : copy(item, joinPointer(pointer, name)));
    return tagged;
  };
  return copy(original, '#') as JsonObject; // the copy of an object is an object
}

/** What `transferLines` needs to find the line of each entry of a converted document. */
interface Transfer {
  original: JsonObject;
  map: SourceMap;
  file: string;
  /** The original pointers of maps that the converter builds anew, by the map's name. */
  sections: Readonly<Record<string, SchemaPointer>>;
}

/**
 * Returns a copy of a converted document without the tags of `tagOrigins`. Each entry gets the line and pointer of its
 * tag, else of the entry with the same name below the origin of its parent, else of its parent.
 */
export function transferLines(converted: JsonObject, transfer: Transfer): JsonObject {
  return copyWithLines(converted, '#', transfer) as JsonObject; // the copy of an object is an object
}

function copyWithLines(value: Json, origin: SchemaPointer, transfer: Transfer): Json {
  if (typeof value !== 'object' || value === null) return value;
  const copy: Json[] | JsonObject = Array.isArray(value) ? [] : {};
  for (const [name, item] of Object.entries<Json>(value)) {
    if (name === ORIGIN) continue;
    const itemOrigin = findOrigin(name, item, origin, transfer);
    const { map, original } = transfer;
    const source = findSourceLine(map, original, { file: transfer.file, line: 1 }, itemOrigin);
    setSourceLine(map, copy, name, { ...source, pointer: itemOrigin });
    const itemCopy = copyWithLines(item, itemOrigin, transfer);
    if (Array.isArray(copy)) copy.push(itemCopy);
    else setOwn(copy, name, itemCopy);
  }
  return copy;
}

function findOrigin(
  name: string,
  item: Json,
  parent: SchemaPointer,
  { original, sections }: Transfer,
): SchemaPointer {
  const tag = isJsonObject(item) ? item[ORIGIN] : undefined;
  if (typeof tag === 'string') return tag as SchemaPointer; // the tag was written by `tagOrigins`
  const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
  const own = section ?? joinPointer(parent, name);
  return valueAt(original, own) === undefined ? parent : own;
}
