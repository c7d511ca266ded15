import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniqueSuffix } from '../../../../plan/cases/unique-values.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import { isValidAt } from '../../../../plan/is-valid-at.ts';
import {
  createInvalidBody,
  findSeedBody,
  listChangedBodies,
  listRemovable,
  listRemovals,
  listSettable,
  withLongTexts,
  withOptionalValues,
  withoutDefaults,
  withoutNamed,
  withoutRoundNumbers,
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
const createBook = (properties: JsonObject, required: string[] = []): Promise<PlanContext> =>
  createContext('books:create', { schemas: { Book: { type: 'object', required, properties } } });
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

  it.each<[JsonObject, JsonObject]>([
    [
      { pages: 900, weight: 20 },
      { pages: 912, weight: 32.34 },
    ],
    [{ pages: 901, weight: 0.5 }, {}],
    [{ weight: 0 }, { weight: 12.34 }],
  ])('have numbers of which no digit may be lost: %j', (numbers, changed) => {
    expect(withoutRoundNumbers(context, { ...seed, ...numbers })).toEqual({
      ...seed,
      ...numbers,
      ...changed,
    });
  });

  it('keep round numbers where the schema allows no other, and those that name another resource', async () => {
    const properties = {
      step: { type: 'integer', multipleOf: 100 },
      last: { type: 'integer', maximum: 20 },
      shop_id: { type: 'integer' },
    };
    const Book = { type: 'object', properties };
    const own = await createContext('books:create', { schemas: { Book } });
    expect(withoutRoundNumbers(own, { step: 900, last: 20, shop_id: 40 })).toEqual({
      ...{ step: 900, last: 8, shop_id: 40 },
    });
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

describe('long texts', () => {
  const withTitle = (title: JsonObject, text: Json): Promise<JsonObject> =>
    createBook({ title }).then((own) => withLongTexts(own, { title: text }));

  it.each<[JsonObject, Json, Json]>([
    [{ type: 'string', maxLength: 8 }, 'Dune', 'Dunexxxx'],
    [{ type: 'string', maxLength: 5 }, 'Zoë😀', 'Zoë😀x'], // counted in characters
    [{ type: 'string', maxLength: 4 }, 'Dune', 'Dune'],
    [{ type: 'string', maxLength: 500 }, 'Dune', `Dune${'x'.repeat(496)}`],
    [{ type: 'string', maxLength: 501 }, 'Dune', 'Dune'], // too long
    [{ type: 'string' }, 'Dune', 'Dune'],
    [{ type: 'string', maxLength: 8, pattern: 'e' }, 'Dune', 'Dune'],
    [{ maxLength: 8 }, 3, 3],
    [{ type: 'string', maxLength: 8, not: { minLength: 5 } }, 'Dune', 'Dune'], // would be invalid
  ])('of %j fill it: %j becomes %j', async (title, text, long) => {
    expect(await withTitle(title, text)).toEqual({ title: long });
  });

  it('leave room for eight characters if the text is changed for each request', async () => {
    const own = await createBook({ title: { type: 'string', maxLength: 30 } });
    const accepted = { accepted: [], singleUse: [], sentProbes: [] };
    const composed = `a-${uniqueSuffix(own.seed)}`;
    const fill = (title: string, needsUniqueValues: boolean) =>
      String(withLongTexts({ ...own, acceptance: { ...accepted, needsUniqueValues } }, { title }).title)
        .length;
    expect([fill(composed, true), fill(composed, false), fill('Dune', true)]).toEqual([22, 30, 30]);
  });
});

describe('withoutNamed', () => {
  const reject = (status: number, text: string) =>
    withoutNamed(context, seed, {
      status,
      headers: [],
      body: { text, bytes: text.length, truncated: false },
    });

  it.each<[number, string, JsonObject | undefined]>([
    [400, 'subtitle is wrong', { title: 'Dune', isbn: '12345' }],
    [422, 'subtitle is wrong', { title: 'Dune', isbn: '12345' }],
    [422, 'title and subtitle are wrong', { title: 'Dune', isbn: '12345' }],
    [422, 'title is wrong', undefined], // it is required
    [422, 'something is wrong', undefined],
    [409, 'subtitle is wrong', undefined],
  ])('leaves out the optional properties that a %i with %j names: %j', (status, text, body) => {
    expect(reject(status, text)).toEqual(body);
  });
});

describe('withoutDefaults', () => {
  it('returns the smallest body without the values that have a default, and empty texts', async () => {
    const properties = {
      title: { type: 'string' },
      edition: { type: 'integer', default: 1 },
      note: { type: 'string' },
      mark: { type: 'string', pattern: '^x' },
      motto: { type: 'string', default: 'a' },
    };
    const own = await createBook(properties, ['title', 'edition']);
    const small = withoutDefaults(own, { title: 'Dune' });
    expect(small).toEqual(own.seedMessages[0]?.message.body); // the edition is required
    const optional = await createBook(properties, ['title']);
    expect(withoutDefaults(optional, { title: 'Dune' })).toEqual({ title: expect.any(String), note: '' });
    const strict = await createBook({ ...properties, note: { type: 'string', minLength: 1 } }, ['title']);
    expect(withoutDefaults(strict, { title: 'Dune' })).toEqual({ title: expect.any(String) });
  });
});

describe('the properties that requests', () => {
  const text: Json = { type: 'string' };

  it('can set are also those in an envelope, if it is the only property', async () => {
    const envelope = { type: 'object', properties: { title: text, note: text } };
    expect([...listSettable([await createBook({ book: envelope })])]).toEqual(['book', 'title', 'note']);
    expect([...listSettable([await createBook({ book: envelope, mark: text })])]).toEqual(['book', 'mark']);
    expect([...listSettable([await createContext('books:list')])]).toEqual([]);
  });

  it('can leave out are no choice, or have a default', async () => {
    const own = await createBook(
      {
        ...{ title: text, note: text, any: true, kind: { enum: ['a', 'b'] }, one: { const: 1 } },
        ...{ edition: { type: 'integer', default: 1 }, signed: { type: 'boolean' } },
      },
      ['title'],
    );
    expect([...listRemovable(own)]).toEqual([
      ['note', null],
      ['edition', 1],
    ]);
  });

  it('can remove have a value, and allow null', async () => {
    const nullable: Json = { type: ['string', 'null'] };
    const names = ['note', 'mark', 'gone', 'author_id', 'updated_at'];
    const own = await createBook(
      { title: text, plain: text, ...Object.fromEntries(names.map((name) => [name, nullable])) },
      ['title'],
    );
    const item = {
      title: 'Dune',
      plain: 'a',
      note: 'a',
      mark: 'b',
      gone: null,
      author_id: 'x',
      updated_at: 'y',
    };
    const title = findSeedBody(own)?.title;
    expect(listRemovals(own, item)).toEqual([
      { property: 'note', body: { title, note: null } },
      { property: 'mark', body: { title, mark: null } },
    ]);
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

  it('gives each property two other values, free texts first and then other texts, numbers and booleans', async () => {
    const own = await createBook({
      ...{ signed: { type: 'boolean' }, pages: { type: 'integer' }, mark: { enum: ['a', 'b'] } },
      ...{ title: { type: 'string' }, tags: { type: 'array' } },
    });
    const shown = { title: 'Dune', mark: 'a', pages: 7, signed: true, tags: ['x'] };
    const suffix = uniqueSuffix(own.seed);
    const values = listChangedBodies(own, shown, true).map(({ property, body }) => [
      property,
      body[property],
    ]);
    expect(values).toEqual([
      ['title', `Changed ${suffix}`],
      ['title', `Changed again ${suffix}`],
      ['mark', 'b'],
      ['mark', 'b'],
      ['pages', 8],
      ['pages', 6],
      ['signed', false],
    ]);
  });

  it('takes the other values from the item, or from an accepted request if they are not valid', async () => {
    const isbn: Json = { type: 'string', pattern: '^[0-9]{5}$' };
    const own = await createBook({ title: { type: 'string' }, isbn }, ['isbn']);
    const accepted = findSeedBody(own)?.isbn;
    const [first] = listChangedBodies(own, { title: 'Dune', isbn: '12345' }, true);
    expect(first?.body).toEqual({ title: expect.stringMatching(/^Changed/), isbn: '12345' });
    const [other] = listChangedBodies(own, { title: 'Dune', isbn: 'hidden' }, true);
    expect(other?.body).toEqual({ title: expect.stringMatching(/^Changed/), isbn: accepted });
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
    const changed = Object.keys(full).filter((name) => invalid?.[name] !== full[name]);
    expect(changed).toHaveLength(2);
    expect(Object.keys(invalid ?? {}).toSorted()).toEqual(Object.keys(full).toSorted());
  });

  it('has nothing to violate if the schema has one property', async () => {
    const own = await createBook({ title: { type: 'string' } });
    expect(createInvalidBody(own, { property: 'title', body: { title: 'Changed' } })).toBeUndefined();
    expect(createInvalidBody(own, { property: 'note', body: { title: 'Changed' } })).toEqual({
      title: expect.not.stringMatching(/./),
    });
  });
});

describe('findSeedBody', () => {
  it('returns an object that is valid', () => {
    const body = findSeedBody(context);
    expect(body && isValid(body)).toBe(true);
  });

  it('returns the object with the most properties', () => {
    const [first] = context.seedMessages;
    if (!first) throw new Error('no seed message');
    const bodies: Json[] = [{ a: 1 }, { a: 1, b: 1 }, [1, 2, 3], { c: 1, d: 1 }];
    const seedMessages = bodies.map((body) => ({ ...first, message: { ...first.message, body } }));
    expect(findSeedBody({ ...context, seedMessages })).toEqual({ a: 1, b: 1 });
    expect(findSeedBody({ ...context, seedMessages: seedMessages.slice(2, 3) })).toBeUndefined();
  });
});
