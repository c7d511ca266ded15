import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isValidAt } from '../../../../plan/is-valid-at.ts';
import {
  createInvalidBody,
  findSeedBody,
  listChangedBodies,
  listRemovable,
  listSettable,
  withOptionalValues,
  withoutDefaults,
  withSpecialValues,
} from '../../../../plan/scenarios/scenario-values.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createContext } from '../library.ts';

const schema: JsonObject = {
  type: 'object',
  required: ['title', 'isbn'],
  properties: {
    id: { type: 'integer', readOnly: true },
    title: { type: 'string', maxLength: 60 },
    isbn: { type: 'string', pattern: '^[0-9]{5}$' },
    subtitle: { type: ['string', 'null'] },
    pages: { type: 'integer', minimum: 1 },
    weight: { type: 'number' },
    signed: { type: 'boolean' },
    language: { type: 'string', enum: ['en', 'fr'] },
    publisher_id: { type: 'string' },
  },
};
const context = await createContext('books:create', { schemas: { Book: schema } });
const { request } = context.model;
if (!request) throw new Error('no request');
const isValid = (body: Json) => isValidAt(request, body);

const seed: JsonObject = { title: 'Dune', isbn: '12345', subtitle: 'A novel' };
const full = withOptionalValues(context, seed);

describe('the bodies of scenarios', () => {
  it('can set every property but read-only ones', () => {
    const { id: _, ...properties } = schema.properties as JsonObject; // an object in the schema above
    expect([...listSettable([context])]).toEqual(Object.keys(properties));
  });

  it('show whether a PUT removes optional properties that are no choice', () => {
    expect([...listRemovable(context).keys()]).toEqual(['subtitle', 'pages', 'weight', 'publisher_id']);
  });

  it('have a value for every optional property that names no other resource', () => {
    expect(full).toMatchObject({ ...seed, weight: 12.34 });
    expect(Object.keys(full).toSorted()).toEqual([
      'isbn',
      'language',
      'pages',
      'signed',
      'subtitle',
      'title',
      'weight',
    ]);
    expect(isValid(full)).toBe(true);
  });

  it('have values for properties whose names only resemble those of ids', async () => {
    const ids = ['id', 'uuid', 'author_id', 'author-uuid', 'authorId', 'authorID', 'authorUUID', 'authorid'];
    const others = ['idx', 'uuidText', 'paid', 'valid', 'isPaid', 'isInvalid', 'authorIdea', 'GRID'];
    const properties = Object.fromEntries([...ids, ...others].map((name) => [name, { type: 'string' }]));
    const own = await createContext('books:create', { schemas: { Book: { type: 'object', properties } } });
    expect(Object.keys(withOptionalValues(own, {}))).toEqual(others);
  });

  it('have text of several scripts where the schema allows any, null, 0 and false', () => {
    const special = withSpecialValues(context, full);
    const title = expect.stringMatching(/^Dune .*ë.*東.*😀/);
    expect(special).toEqual({ ...full, title, subtitle: null, signed: false, weight: 0 });
    expect(isValid(special)).toBe(true);
  });

  it('can leave out what has a default, with every optional text empty that may be', async () => {
    const properties = {
      title: { type: 'string' },
      pages: { type: 'integer', default: 1 },
      tags: { type: 'array', items: { type: 'string' } },
      subtitle: { type: ['string', 'null'], default: null },
      blurb: { type: 'string', minLength: 1 },
      series_id: { type: 'string' },
    };
    const example = { title: 'Dune', pages: 412, subtitle: 'A novel' };
    const book = { type: 'object', required: ['title'], properties, example };
    const own = await createContext('books:create', { schemas: { Book: book } });
    expect(withoutDefaults(own, example)).toEqual({ title: 'Dune', subtitle: '' });
  });

  it('leave out special values that are not valid', () => {
    const long = { ...seed, title: 'x'.repeat(60), subtitle: null };
    expect(withSpecialValues(context, long)).toEqual(long);
  });
});

describe('listChangedBodies', () => {
  const item: JsonObject = { ...full, id: 1, publisher_id: 'x' };
  const changes = listChangedBodies(context, item, true);
  const replacements = listChangedBodies(context, item, false);

  it('changes one property, free texts first, and no reference to another resource', () => {
    expect(changes[0]?.property).toBe('title');
    expect(changes.map(({ property }) => property)).not.toContain('publisher_id');
    for (const { property, body } of changes) expect(body[property]).not.toEqual(item[property]);
  });

  it('keeps the required properties of a patch, and all but one optional property of a replacement', () => {
    const [change] = changes;
    const [replacement] = replacements;
    expect(Object.keys(change?.body ?? {}).toSorted()).toEqual(['isbn', 'title']);
    expect(replacement?.body).toMatchObject({ isbn: '12345', weight: 12.34 });
    expect(replacement?.body).not.toHaveProperty('subtitle');
    expect(replacement?.body).not.toHaveProperty('id');
  });

  it('leaves a value without a default and one that differs from it out of a replacement, in branches too', async () => {
    const base = {
      type: 'object',
      required: ['kind', 'title'],
      properties: {
        kind: { type: 'string' },
        title: { type: 'string' },
        note: { type: 'string' },
        blurb: { type: 'string' },
        size: { type: 'string', enum: ['s', 'm'], default: 's' },
        unit: { type: 'string', enum: ['cm', 'in'], default: 'cm' },
      },
    };
    const kinds = ['a', 'b'].map((kind) => ({ allOf: [base], properties: { kind: { const: kind } } }));
    const own = await createContext('books:create', {
      schemas: { Book: { oneOf: kinds, example: { kind: 'a', title: 'Dune' } } },
    });
    const all = { kind: 'a', title: 'Dune', note: 'x', blurb: 'y', size: 's', unit: 'in' };
    const [{ body } = { body: {} }] = listChangedBodies(own, all, false);
    expect(body).toEqual({ kind: 'a', title: expect.stringContaining('Changed'), blurb: 'y', size: 's' });
  });

  it('creates only valid bodies, for any item', () => {
    const items = fc.record({
      title: fc.string({ maxLength: 60 }),
      pages: fc.integer({ min: 1 }),
      signed: fc.boolean(),
    });
    fc.assert(
      fc.property(items, fc.boolean(), (values, isPartial) =>
        listChangedBodies(context, { ...seed, ...values }, isPartial).every(({ body }) => isValid(body)),
      ),
      { numRuns: 20 },
    );
  });
});

describe('createInvalidBody', () => {
  it('changes the property, and violates the schema of another one', () => {
    const body = { ...full, title: 'Changed' };
    const invalid = createInvalidBody(context, { property: 'title', body });
    expect(invalid).toMatchObject({ title: 'Changed' });
    expect(invalid && isValid(invalid)).toBe(false);
  });
});

describe('findSeedBody', () => {
  it('returns an object that is valid', () => {
    const body = findSeedBody(context);
    expect(body && isValid(body)).toBe(true);
  });
});
