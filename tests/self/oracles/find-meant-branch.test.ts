import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { listFailed, observe } from './observe-shape.ts';

const refer = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const string: JsonObject = { type: 'string' };
const integer: JsonObject = { type: 'integer' };
const object = (properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: 'object',
  properties,
  required,
});

const schemas: JsonObject = {
  Book: object({ title: string, author: string, pages: integer }),
  Film: object({ title: string, director: string, minutes: integer }),
  Circle: object({ kind: { const: 'circle' }, radius: integer }),
  Square: object({ kind: { const: 'square' }, side: integer }),
  Shape: { oneOf: [refer('Circle'), refer('Square')] },
  Tagged: {
    oneOf: [refer('Circle'), refer('Square')],
    discriminator: { propertyName: 'kind', mapping: { circle: 'Circle', square: 'Square' } },
  },
  CircleEvent: object({ about: refer('Circle'), note: string }),
  SquareEvent: object({ about: refer('Square'), note: integer }),
};

const anyOf = (...branches: Json[]): JsonObject => ({ anyOf: branches });
const media = anyOf(refer('Book'), refer('Film'));
const shapes = anyOf(refer('Circle'), refer('Square'));
const circle: Json = { kind: 'circle', radius: 1 };

const listFailures = async (schema: JsonObject, body: Json): Promise<string[]> =>
  listFailed(await observe(schema, body, schemas));

describe('a value that no branch of a union accepts fails the branch', () => {
  it.each<[title: string, schema: JsonObject, body: Json, failed: string[]]>([
    ['whose tag it has', shapes, { kind: 'circle', radius: '1', side: 2 }, [':anyOf', '@Circle/radius:type']],
    [
      'whose tag a part of it has',
      anyOf(refer('CircleEvent'), refer('SquareEvent')),
      { about: { kind: 'circle' }, note: 1 },
      [':anyOf', '@CircleEvent/about/radius:required', '@CircleEvent/note:type'],
    ],
    [
      'whose tag a part of its schema has',
      anyOf({ allOf: [refer('Circle')], title: 'A' }, { allOf: [refer('Square')], title: 'B' }),
      { kind: 'circle', side: 1, radius: 'x' },
      [':anyOf', '@value@all-0/radius:type'],
    ],
    [
      'whose tag both branches of a union in it have',
      anyOf(refer('Shape'), object({ kind: { const: 'line' }, radius: string })),
      { kind: 'square', radius: 'x', side: 'y' },
      [':anyOf', '@Shape:oneOf', '@Shape@Square/side:type'],
    ],
    [
      'that has no tag, because a branch of a union in it has none',
      anyOf(
        { anyOf: [refer('Circle'), refer('Book')], title: 'C' },
        object({ kind: { const: 'line' }, a: string }),
      ),
      { kind: 'circle', a: 'x' },
      [':anyOf', '@object/kind:const'],
    ],
    [
      'that fails the fewest clauses',
      media,
      { title: 'a', author: 'b', pages: 'c' },
      [':anyOf', '@Book/pages:type'],
    ],
    [
      'that describes the most of it',
      anyOf(refer('Book'), object({ title: string })),
      { title: 1, author: 'b', pages: 3 },
      [':anyOf', '@Book/title:type'],
    ],
    [
      'that alone allows its type',
      anyOf(refer('Book'), { const: null }),
      { title: 'a', author: 'b' },
      [':anyOf', '@Book/pages:required'],
    ],
    [
      'of a union in a branch',
      anyOf(refer('Shape'), { type: 'null' }),
      { kind: 'square' },
      [':anyOf', '@Shape:oneOf', '@Shape@Square/side:required'],
    ],
    [
      'of a union with a discriminator in a branch',
      anyOf(refer('Tagged'), refer('Book')),
      { kind: 'square', side: '1' },
      [':anyOf', '@Tagged@square/side:type'],
    ],
  ])('%s', async (_, schema, body, failed) => {
    expect(await listFailures(schema, body)).toEqual(failed);
  });
});

describe('only the union fails', () => {
  it.each<[title: string, schema: JsonObject, body: Json]>([
    ['if several branches are equally near', media, { title: 'a' }],
    ['if the nearest branch fails more clauses than it meets', anyOf(refer('Shape'), refer('Book')), {}],
    ['if no branch allows the type', media, 'a book'],
  ])('%s', async (_, schema, body) => {
    expect(await listFailures(schema, body)).toEqual([':anyOf']);
  });
});

it('nested unions with thousands of equally near branches fail as a whole', async () => {
  const branches = Array.from({ length: 8 }, (_, index) =>
    object({ child: refer('Tree'), [`name${index}`]: string }, ['child']),
  );
  const trees = { Tree: anyOf(string, ...branches) };
  const nest = (depth: number): Json => (depth === 0 ? 1 : { child: nest(depth - 1) });
  expect(listFailed(await observe(refer('Tree'), nest(4), trees))).toEqual([':anyOf']);
});

it('a value that a branch accepts fails no other one, also if it has the tag of another', async () => {
  const drawing = object({ kind: string, side: integer });
  expect(await listFailures(anyOf(refer('Circle'), drawing), { kind: 'circle', side: 1 })).toEqual([]);
  expect(await listFailures(shapes, circle)).toEqual([]);
});

it('the failure of the union has the location of the failure in the branch as its cause', async () => {
  const found = await observe(object({ shape: refer('Shape') }), { shape: { kind: 'circle' } }, schemas);
  const failures = found.flatMap(({ failure }) => (failure ? [failure] : []));
  expect(failures).toMatchObject([
    { instancePointer: '/shape', causePointer: '/shape/radius' },
    { instancePointer: '/shape/radius' },
  ]);
});
