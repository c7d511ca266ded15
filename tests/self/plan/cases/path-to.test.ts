import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findPathTo, setAtPath } from '../../../../plan/cases/path-to.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { listNodes, type SchemaNode } from '../../../../spec/json-schema/schema-node.ts';
import { createContext } from '../library.ts';

type Step = string | number;

const values = fc.jsonValue() as fc.Arbitrary<Json>; // fast-check has its own type of JSON values

/** Lists every path of a value, including the empty one. */
function listPaths(value: Json): Step[][] {
  const below = (step: Step, child: Json) => listPaths(child).map((rest) => [step, ...rest]);
  if (Array.isArray(value)) return [[], ...value.flatMap((item, index) => below(index, item))];
  if (value === null || typeof value !== 'object') return [[]];
  return [[], ...Object.entries(value as JsonObject).flatMap(([name, child]) => below(name, child))];
}

const get = (value: Json | undefined, path: readonly Step[]): Json | undefined =>
  path.reduce<Json | undefined>((at, step) => (at as Record<Step, Json> | undefined)?.[step], value);

const valuesWithPath = values
  .filter((value) => !JSON.stringify(value).includes('__proto__'))
  .chain((value) => fc.constantFrom(...listPaths(value)).map((path) => ({ value, path })));

describe('setAtPath', () => {
  it('sets the value at the path', () => {
    fc.assert(
      fc.property(valuesWithPath, ({ value, path }) => {
        expect(get(setAtPath(value, path, 'new'), path)).toBe('new');
      }),
    );
  });

  it('changes nothing else, and not the given value', () => {
    fc.assert(
      fc.property(valuesWithPath, ({ value, path }) => {
        const copy = structuredClone(value);
        const changed = setAtPath(value, path, 'new');
        expect(value).toEqual(copy);
        expect(setAtPath(changed ?? null, path, get(value, path) ?? null)).toEqual(copy);
      }),
    );
  });

  it('adds a property to an object', () => {
    expect(setAtPath({ a: {} }, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
  });

  test.each<[string, Json, Step[]]>([
    ['an object on the way is absent', {}, ['a', 'b']],
    ['an item is absent', [], [0]],
    ['a name leads into an array', [1], ['a']],
    ['an index leads into an object', { 0: 1 }, [0]],
    ['a name leads into a string', 'text', ['length']],
  ])('returns undefined if %s', (_, value, path) => {
    expect(setAtPath(value, path, 1)).toBeUndefined();
  });
});

describe('findPathTo', async () => {
  const Book: JsonObject = {
    type: 'object',
    properties: {
      author: {
        anyOf: [{ type: 'object', properties: { name: { type: 'string', maxLength: 9 } } }, { type: 'null' }],
      },
      tags: { type: 'array', items: { type: 'string', maxLength: 8 } },
      pair: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number', maximum: 7 }] },
      next: { $ref: '#/components/schemas/Book' },
    },
    additionalProperties: { type: 'string', maxLength: 6 },
  };
  const { request } = (await createContext('books:create', { schemas: { Book } })).model;
  if (!request) throw new Error('the operation takes a body');
  const steps = (matches: (node: SchemaNode) => boolean) => {
    const node = listNodes(request).find(matches);
    if (!node) throw new Error('the schema has no such node');
    return findPathTo(request, node)?.steps;
  };
  const hasLimit = (keyword: string, limit: number) => (node: SchemaNode) =>
    typeof node.schema === 'object' && node.schema[keyword] === limit;

  it('leads through properties, unions and items', () => {
    expect(steps(hasLimit('maxLength', 9))).toEqual(['author', 'name']);
    expect(steps(hasLimit('maxLength', 8))).toEqual(['tags', 0]);
    expect(steps(hasLimit('maximum', 7))).toEqual(['pair', 1]);
  });

  it('is empty for the root, also if the schema is recursive', () => {
    expect(findPathTo(request, request)?.steps).toEqual([]);
  });

  it('does not exist through names that the schema does not list', () => {
    expect(steps(hasLimit('maxLength', 6))).toBeUndefined();
  });

  it('lists the nodes on the way with their depth', () => {
    const node = listNodes(request).find(hasLimit('maxLength', 9));
    const path = node && findPathTo(request, node);
    expect(path?.nodes.map(({ depth }) => depth)).toEqual([0, 1, 1, 2]);
    expect(path?.nodes.at(-1)?.node).toBe(node);
  });
});
