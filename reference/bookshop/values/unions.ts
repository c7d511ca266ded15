import { isJsonObject } from '../../json-object.ts';
import { createIssue, toText, type ValueType } from './value-type.ts';

/** A type whose values may also be null. */
export const nullable = (type: ValueType): ValueType => ({
  ...type,
  check: (value, location) => (value === null ? [] : type.check(value, location)),
});

/** A type that refers to itself, created when it is first used. */
export const recursive = (type: () => ValueType): ValueType => ({
  kind: 'object',
  read: (raw, settings) => type().read(raw, settings),
  check: (value, location) => type().check(value, location),
});

/** An object type whose branch is selected by the value of one property. */
export const tagged = (property: string, branches: Readonly<Record<string, ValueType>>): ValueType => ({
  kind: 'object',
  read: toText,
  check: (value, location) => {
    if (!isJsonObject(value)) return [createIssue(location, 'type', 'must be an object')];
    const tag = value[property];
    const branch = typeof tag === 'string' && Object.hasOwn(branches, tag) ? branches[tag] : undefined;
    const names = Object.keys(branches).join(', ');
    const at = [...location, property];
    return branch
      ? branch.check(value, location)
      : [createIssue(at, 'discriminator', `must be one of ${names}`)];
  },
});
