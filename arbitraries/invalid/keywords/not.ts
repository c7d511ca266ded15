import { isObject, type Json } from '../../../spec/json.ts';
import { findChild } from '../../../spec/json-schema/schema-node.ts';
import type { Violation } from '../mutation.ts';

/** A value of the schema that must not fit; of an object, that schema's properties beside its own. */
export const not: Violation = {
  keyword: 'not',
  *changes(value, _, node, context) {
    const forbidden = findChild(node, 'not');
    for (const now of forbidden ? context.sample(forbidden) : []) {
      const says = 'fits what it must not';
      if (isObject(value) && isObject(now)) yield { now: { ...value, ...now } as Json, kind: 'joined', says }; // both are JSON objects
      yield { now, kind: 'forbidden', says };
    }
  },
};
