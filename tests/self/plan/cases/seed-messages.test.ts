import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeedMessages } from '../../../../plan/cases/seed-messages.ts';
import { isJsonObject, type JsonObject } from '../../../../spec/json.ts';
import { emptyMessage, type RequestMessage } from '../../../../spec/openapi/request-message.ts';
import type { DiscoveryResult } from '../../../../suites/fixtures.ts';
import { createContext, createSuite, createValidator, objectSchemas } from '../library.ts';

const { proposals } = await createContext('books:create');

const undiscovered: DiscoveryResult = { fixtures: {}, customers: [], members: [] };
const generate = (seed: number) => createSeedMessages({ ...proposals, seed }, undefined, undiscovered, 3);

describe('generated seed messages', () => {
  it('are valid, judged by ajv, for any schema and seed', async () => {
    await fc.assert(
      fc.asyncProperty(objectSchemas, fc.nat(), async (Book, seed) => {
        const { seedMessages } = await createContext('books:create', { schemas: { Book }, seed });
        const validate = createValidator('Book', { Book });
        for (const { message } of seedMessages) expect(validate(message.body)).toBe(true);
        expect(seedMessages.length).toBeGreaterThan(0);
      }),
      { numRuns: 30 },
    );
  });

  it('are the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(generate(seed)).toEqual(generate(seed));
      }),
      { numRuns: 20 },
    );
    expect(generate(1)).not.toEqual(generate(2));
  });

  it('may be rejected for their data: they are not known to be valid', () => {
    expect(generate(1).map(({ isKnownValid }) => isKnownValid)).toEqual([false, false]);
  });
});

const getTitle = ({ body }: RequestMessage) => (isJsonObject(body) ? body.title : undefined);

describe('seed messages of a suite', () => {
  const suite = createSuite({
    seedTemplates: [
      { name: 'first', description: 'the first book', body: { title: 'title', genre: 'genre' } },
      {
        name: 'second',
        description: 'a book with an unknown fixture',
        body: { title: 'title', tags: 'tags' },
      },
    ],
    createListedBody: ({ title, genre }) =>
      title !== undefined && genre !== undefined ? { title, genre } : undefined,
  });
  const create = (fixtures: Record<string, string>, customers: JsonObject[] = [], maxListed = 3) =>
    createSeedMessages(proposals, suite, { fixtures, customers, members: [] }, maxListed);
  const fixtures = { title: 'Emma', genre: 'novel' };

  it('are the templates whose fixtures are all given', () => {
    expect(create(fixtures)).toEqual([
      {
        ...{ name: 'first', description: 'the first book', isKnownValid: true },
        ...{
          message: { ...emptyMessage, body: { title: 'Emma', genre: 'novel' } },
          fixtures: ['title', 'genre'],
        },
      },
    ]);
  });

  it('are generated if no template has its fixtures', () => {
    expect(create({ title: 'Emma' }).map(({ isKnownValid }) => isKnownValid)).toEqual([false, false]);
  });

  it('are also listed resources, but none that a fixture names', () => {
    const listed = [
      { title: 'Persuasion', genre: 'novella' },
      { title: 'Emma', genre: 'poetry' },
      { title: 'No genre' },
    ];
    expect(create(fixtures, listed).map(({ name, message }) => [name, getTitle(message)])).toEqual([
      ['first', 'Emma'],
      ['listed-1', 'Persuasion'],
    ]);
  });

  it('prefer listed resources that show something new', () => {
    const plain = (title: string) => ({ title, genre: 'poetry' });
    const listed = [plain('One title'), plain('Two titles'), { ...plain('Émile'), pages: null }];
    expect(create(fixtures, listed, 2).map(({ message }) => getTitle(message))).toEqual([
      'Emma',
      'Émile',
      'One title',
    ]);
  });

  it.each([
    ['a', true],
    ['abcdefgh', true],
    ['abcdefghi', false],
    ['a-b', false],
    ['ab ', false],
  ])('prefer one with the text %j, because it may be a value of an enum: %s', (title, isPreferred) => {
    const listed = ['One title', 'Two titles', title].map((each) => ({ title: each, genre: 'poetry' }));
    const [, first] = create(fixtures, listed, 1).map(({ message }) => getTitle(message));
    expect(first).toBe(isPreferred ? title : 'One title');
  });

  it('are limited in number', () => {
    const titles = fc.uniqueArray(fc.string({ minLength: 10 }), { maxLength: 8 });
    fc.assert(
      fc.property(titles, fc.nat(5), (list, limit) => {
        const listed = list.map((title) => ({ title, genre: 'poetry' }));
        expect(create(fixtures, listed, limit)).toHaveLength(1 + Math.min(limit, list.length));
      }),
      { numRuns: 30 },
    );
  });
});
