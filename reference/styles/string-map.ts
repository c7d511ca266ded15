import { object } from '../bookshop/values/containers.ts';
import { string } from '../bookshop/values/scalars.ts';
import type { ValueType } from '../bookshop/values/value-type.ts';
import { toObject } from '../json-object.ts';

const anyObject = object({ properties: {} });

/** An object with any properties, all of them strings. */
export const stringMap: ValueType = {
  ...anyObject,
  check: (value, location) => [
    ...anyObject.check(value, location),
    ...Object.entries(toObject(value)).flatMap(([name, item]) => string().check(item, [...location, name])),
  ],
};
