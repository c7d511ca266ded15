import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../spec/json.ts';
import {
  changesItem,
  findParent,
  findReference,
  findResources,
  listChildren,
  listDependents,
} from '../../../../spec/openapi/resources.ts';
import { loadDocument } from '../create-document.ts';

/** The resources of a document with these methods at these paths. Each operation is named `METHOD path`. */
async function findIn(
  paths: Readonly<Record<string, readonly string[]>>,
  responses: Readonly<Record<string, JsonObject>> = {},
) {
  const entries = Object.entries(paths).map(([path, methods]) => {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
      ...{ name, in: 'path', required: true, schema: { type: 'string' } },
    }));
    const operations = methods.map((method) => [
      method,
      { operationId: `${method} ${path}`, responses: responses[method] ?? { 200: { description: 'OK' } } },
    ]);
    return [path, { parameters, ...Object.fromEntries(operations) }];
  });
  const document: JsonObject = {
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    paths: Object.fromEntries(entries),
  };
  return findResources((await loadDocument(document)).operations);
}

const summarize = ({ path, operations }: Awaited<ReturnType<typeof findIn>>[number]) => ({
  path,
  ...Object.fromEntries(Object.entries(operations).map(([action, { id }]) => [action, id])),
});

describe('findResources', () => {
  it('finds the actions by paths and methods', async () => {
    const [found, ...others] = await findIn({
      '/books': ['get', 'post'],
      '/books/{id}': ['get', 'patch', 'put', 'delete'],
    });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ collection: '/books', parameter: 'id' });
    expect(found && summarize(found)).toEqual({
      path: '/books/{id}',
      create: 'post /books',
      list: 'get /books',
      read: 'get /books/{id}',
      update: 'patch /books/{id}',
      replace: 'put /books/{id}',
      delete: 'delete /books/{id}',
    });
  });

  it('ignores a slash at the end', async () => {
    const [found] = await findIn({ '/books/': ['post'], '/books/{id}/': ['get'] });
    expect(found && summarize(found)).toMatchObject({ create: 'post /books/', read: 'get /books/{id}/' });
  });

  it('finds a creation at another path that ends with the collection', async () => {
    const [found] = await findIn({ '/authors/{author_id}/books': ['post'], '/books/{book_id}': ['get'] });
    expect(found && summarize(found)).toMatchObject({ create: 'post /authors/{author_id}/books' });
  });

  it('finds no creation at a path that has items of its own, or that ends with another collection', async () => {
    const [, books] = await findIn({
      ...{ '/authors/{author_id}/books': ['post'], '/authors/{author_id}/books/{id}': ['get'] },
      ...{ '/books/{book_id}': ['get'], '/authors/{author_id}/shops': ['post'] },
    });
    expect(books && summarize(books)).toEqual({ path: '/books/{book_id}', read: 'get /books/{book_id}' });
  });

  it('prefers a creation at the collection', async () => {
    const [found] = await findIn({
      ...{ '/authors/{author_id}/books': ['post'], '/books': ['post'], '/books/{book_id}': ['get'] },
    });
    expect(found && summarize(found)).toMatchObject({ create: 'post /books' });
  });

  it('finds each resource once, without methods that are not actions', async () => {
    const found = await findIn({
      '/books/{id}': ['get', 'options', 'post'],
      '/{id}': ['delete'],
      '/': ['post'],
    });
    expect(found.map(summarize)).toEqual([
      { path: '/books/{id}', read: 'get /books/{id}' },
      { path: '/{id}', delete: 'delete /{id}' },
    ]);
  });

  const note = { type: 'object', properties: { id: {} } };
  const notes = { content: { 'application/json': { schema: { type: 'array', items: note } } } };
  const shown = { get: { 200: { description: 'OK', ...notes } }, post: { 201: { description: 'done' } } };
  const below = { '/books/{id}/notes/': ['get', 'post'], '/books/{id}': ['get'] };

  it('finds items that are created and listed, and have no path of their own', async () => {
    const found = (await findIn(below, shown)).map(summarize);
    expect(found).toEqual([
      { path: '/books/{id}', read: 'get /books/{id}' },
      {
        path: '/books/{id}/notes/{note_id}',
        create: 'post /books/{id}/notes/',
        list: 'get /books/{id}/notes/',
      },
    ]);
  });

  it.each([
    ['have a path elsewhere', { ...below, '/notes/{id}': ['get'] }, shown],
    ['are not listed', below, { post: shown.post }],
    ['are not created', below, { get: shown.get }],
    ['are only listed', { '/books/{id}/notes': ['get'], '/books/{id}': ['get'] }, shown],
  ])('finds no items that %s', async (_, paths, responses) => {
    const found = await findIn(paths, responses);
    expect(found.map(({ path }) => path)).not.toContain('/books/{id}/notes/{note_id}');
  });

  it('finds no resource without a path that ends with a parameter', async () => {
    expect(await findIn({ '/books': ['get', 'post'], '/books/{id}/cover': ['put'] })).toEqual([]);
  });
});

describe('listChildren and findParent', () => {
  it('relate a resource to those one level below', async () => {
    const resources = await findIn({
      '/books/{id}': ['get'],
      '/books/{id}/reviews/{review_id}': ['get'],
      '/books/{id}/reviews/{review_id}/replies/{reply_id}': ['get'],
      '/authors/{author_id}': ['get'],
      '/books/{id}s/pages/{page_id}': ['get'],
    });
    const listPaths = (index: number) => {
      const resource = resources[index];
      if (!resource) throw new Error('no such resource');
      return [
        listChildren(resource, resources).map(({ path }) => path),
        findParent(resource, resources)?.path,
      ];
    };
    expect(resources.map((_, index) => listPaths(index))).toEqual([
      [['/books/{id}/reviews/{review_id}'], undefined],
      [['/books/{id}/reviews/{review_id}/replies/{reply_id}'], '/books/{id}'],
      [[], '/books/{id}/reviews/{review_id}'],
      [[], undefined],
      [[], undefined],
    ]);
  });
});

describe('listDependents', () => {
  it('lists the resources that are created below an item, and not the item itself', async () => {
    const resources = await findIn({
      '/authors': ['post'],
      '/authors/{author_id}': ['get'],
      '/authors/{author_id}/books': ['post'],
      '/books/{book_id}': ['get'],
      '/shops/{id}': ['get'],
    });
    const [author] = resources;
    expect(author && listDependents(author, resources).map(({ path }) => path)).toEqual(['/books/{book_id}']);
  });

  it('lists the resources that are created with the id of an item', async () => {
    const schema: JsonObject = { type: 'object', properties: { author_id: { type: 'string' } } };
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const responses = { 200: { description: 'OK' } };
    const post = { requestBody: { content: { 'application/json': { schema } } }, responses };
    const { operations } = await loadDocument({
      ...{ openapi: '3.1.0', info: { title: 'Small', version: '1' } },
      paths: {
        '/authors': { post },
        '/authors/{id}': { parameters, get: { responses } },
        '/books': { post },
        '/books/{id}': { parameters, get: { responses } },
      },
    });
    const resources = findResources(operations);
    const listPaths = resources.map((each) => listDependents(each, resources).map(({ path }) => path));
    expect(listPaths).toEqual([['/books/{id}'], []]);
  });

  it.each([
    ['author_id', '/authors/{id}', 'author_id'],
    ['AUTHOR_ID', '/authors/{id}', 'AUTHOR_ID'],
    ['author_id', '/shop/authors/{slug}', undefined],
    ['author_id', '/authors/{name_x}', undefined],
    ['authorId', '/authors/{author_id}', 'authorId'],
    ['author_key', '/authors/{key}', 'author_key'],
    ['author_name', '/authors/{id}', undefined],
    ['id', '/authors/{id}', undefined],
    ['shop_id', '/authors/{id}', undefined],
  ])('takes %s for a reference to %s: %s', async (property, path, expected) => {
    const schema = {
      type: 'object',
      properties: { title: { type: 'string' }, [property]: { type: 'string' } },
    };
    const [create] = (
      await loadDocument({
        openapi: '3.1.0',
        info: { title: 'Small', version: '1' },
        paths: {
          '/books': {
            post: {
              requestBody: { content: { 'application/json': { schema } } },
              responses: { 201: { description: 'Created' } },
            },
          },
        },
      })
    ).operations;
    const [author] = await findIn({ [path]: ['get'] });
    expect(create && author && findReference(create, author)).toBe(expected);
  });
});

describe('changesItem', () => {
  const done = { description: 'done' };
  const post = (path: string, responses: JsonObject, others: JsonObject = {}) =>
    loadDocument({
      openapi: '3.1.0',
      info: { title: 'Small', version: '1' },
      paths: {
        [path]: {
          parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
            ...{ name, in: 'path', required: true, schema: { type: 'string' } },
          })),
          ...{ post: { operationId: 'post', responses }, ...others },
        },
      },
    });

  it.each<[boolean, string, string, JsonObject]>([
    [true, '/orders/{id}/cancel', '200', {}],
    [true, '/orders/{id}:cancel', '204', {}],
    [true, '/shops/{shop}/orders/{id}/cancel/', '202', {}],
    [false, '/orders', '200', {}],
    [false, '/orders/cancel', '200', {}],
    [false, '/orders/{id}/notes', '201', {}],
    [false, '/orders/{id}/notes', '200', { get: { operationId: 'get', responses: { 200: done } } }],
  ])('is %s for POST %s with %s and %j', async (expected, path, status, others) => {
    const { operations } = await post(path, { [status]: done }, others);
    const operation = operations.find(({ id }) => id === 'post');
    expect(operation && changesItem(operation, operations)).toBe(expected);
  });

  it('is false for a POST below which items are, and for a safe method', async () => {
    const found = await findIn({ '/books/{id}/notes': ['post'], '/books/{id}/notes/{note}': ['delete'] });
    const operations = found.flatMap((resource) => Object.values(resource.operations));
    expect(operations.map((each) => [each.id, changesItem(each, operations)])).toEqual([
      ['post /books/{id}/notes', false],
      ['delete /books/{id}/notes/{note}', true],
    ]);
  });
});
