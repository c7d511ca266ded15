import { expect, it } from 'vitest';
import { createBodyVariantCases } from '../../../../plan/cases/positive-bodies.ts';
import { createProbeCases } from '../../../../plan/cases/probes/create-probe-cases.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createContexts } from '../library.ts';

/** The context of a POST with this body. */
async function createPostContext(requestBody: Json): Promise<PlanContext> {
  const post: Json = { operationId: 'a', requestBody, responses: { 200: { description: 'OK' } } };
  const contract = await loadDocument(createDocument({}, { paths: { '/a': { post } } }));
  const context = (await createContexts(contract)).get('a');
  if (!context) throw new Error('the document has no operation');
  return context;
}

const book: JsonObject = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string', minLength: 1 } },
};
const note: JsonObject = { ...book, required: ['note'], properties: { note: { type: 'integer' } } };
const form = 'application/x-www-form-urlencoded';

it.each<[string, Json, boolean]>([
  ['the accepted body', book, false],
  ['another body', note, true],
])('the case of a further media type that takes %s may be rejected: %s', async (_, schema, mayBeRejected) => {
  const content: Json = { 'application/json': { schema: book }, [form]: { schema } };
  const context = await createPostContext({ required: true, content });
  const accepted = context.seedMessages.slice(0, 1);
  context.acceptance = { accepted, needsUniqueValues: false, singleUse: [], sentProbes: [] };
  context.isSeedAccepted = true;
  const [variant] = createBodyVariantCases(context);
  expect(variant?.covers).toEqual([`a/request(${form}):accepted`]);
  expect(variant?.mayBeRejected ?? false).toBe(mayBeRejected);
});

const text: Json = { type: 'string', minLength: 1 };
it.each<[string, type: string, Json, accepted: Json, sent: Json]>([
  ['an object', 'application/book+json', book, { title: 'Emma' }, { json: { title: 'Emma' } }],
  ['an object', form, book, { title: 'Emma' }, { text: 'title=Emma' }],
  ['a text', 'text/plain', text, 'Emma', { text: 'Emma' }],
])(
  'a further media type that can carry %s gets the accepted body: %s',
  async (_, type, schema, body, sent) => {
    const content: Json = { 'application/json': { schema: { anyOf: [book, text] } }, [type]: { schema } };
    const context = await createPostContext({ required: true, content });
    const [first] = context.seedMessages;
    if (!first) throw new Error('no seed message');
    const others: Json[] = [{ other: 1 }, 3, body];
    const seedMessages = others.map((each) => ({ ...first, message: { ...first.message, body: each } }));
    const [variant] = createBodyVariantCases({ ...context, seedMessages });
    expect(variant?.request.body).toEqual(sent);
  },
);

it.each<[string, Json, boolean]>([
  ['nothing is required', { type: 'object', properties: { title: { type: 'string' } } }, false],
  ['everything is allowed', true, false],
  ['a property is required', book, true],
  ['an object needs a property', { type: 'object', minProperties: 1 }, true],
  ['a part requires a property', { allOf: [book] }, true],
  ['it is a list', { type: 'array' }, true],
])('the case without the optional body, where %s, may be rejected: %s', async (_, schema, mayBeRejected) => {
  const context = await createPostContext({ content: { 'application/json': { schema } } });
  context.isSeedAccepted = true;
  const [absent] = createBodyVariantCases(context);
  expect(absent?.covers).toEqual(['a/request:accepts-no-body']);
  expect([absent, ...(absent?.subcases ?? [])].map((each) => each?.mayBeRejected ?? false)).toEqual([
    mayBeRejected,
    mayBeRejected,
  ]);
});

it.each<[string, Json, boolean]>([
  ['with a required field', book, true],
  ['without', { ...book, required: [] }, false],
])('an empty text is sent as a form %s', async (_, schema, isSent) => {
  const context = await createPostContext({ required: true, content: { [form]: { schema } } });
  const probes = createProbeCases(context).filter(({ role }) => role === 'robustness:empty-body');
  expect(probes.length > 0).toBe(isSent);
});
