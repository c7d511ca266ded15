import { isList, type RawValue, toText, type ValueType } from '../../bookshop/values/value-type.ts';

type Fields = { [name: string]: RawValue };

/** Collects fields such as `a[b]` in an object `a`. */
function collectFields(fields: Fields): Fields {
  const collected: Fields = {};
  for (const [key, value] of Object.entries(fields)) {
    const [, base, name] = /^([^[]+)\[([^\]]*)\]$/.exec(key) ?? [];
    if (base === undefined || name === undefined) {
      collected[key] = value;
      continue;
    }
    const parent = collected[base];
    const siblings = typeof parent === 'object' && !isList(parent) ? parent : {};
    collected[base] = { ...siblings, [name]: value };
  }
  return collected;
}

/** A type whose properties are separate fields (`deepObject`). A single field with its own name is read as text. */
export const asFields = (type: ValueType): ValueType => ({
  ...type,
  read: (raw, settings) => (typeof raw === 'string' || isList(raw) ? toText(raw) : type.read(raw, settings)),
});

/** A form whose fields may be nested: `address[city]=Rome`. */
export const nestFields = (type: ValueType): ValueType => ({
  ...type,
  read: (raw, settings) =>
    type.read(typeof raw === 'string' || isList(raw) ? raw : collectFields({ ...raw }), settings),
});
