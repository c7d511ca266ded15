import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const toPath = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const json = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });
const properties: JsonObject = {
  text: { type: 'string', minLength: 1, maxLength: 60 },
  price: { type: 'integer', minimum: 1 },
};
const input: Json = { type: 'object', required: ['text'], properties };
const line: Json = { type: 'object', properties: { id: { type: 'string' }, ...properties } };
const invoice: Json = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    title: { type: 'string' },
    lines: { type: 'array', items: line },
    taxes: { type: 'array', items: {} },
  },
};
const title: Json = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };
const describeStatus = (status: number, schema: Json): JsonObject => ({
  [status]: { description: 'OK', ...json(schema) },
});
const others: JsonObject = { 404: { description: 'missing' }, 422: { description: 'invalid' } };
const withBody = (operationId: string, body: Json, status: number, shown: Json): Json => ({
  ...{ operationId, requestBody: { required: true, ...json(body) } },
  responses: { ...describeStatus(status, shown), ...others },
});

/** Invoices that contain their lines, which no operation reads or lists. */
const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Invoices', version: '1' },
  paths: {
    '/invoices': { post: withBody('createInvoice', title, 201, invoice) },
    '/invoices/{id}': {
      parameters: [toPath('id')],
      get: { operationId: 'getInvoice', responses: { ...describeStatus(200, invoice), ...others } },
    },
    '/invoices/{id}/lines': {
      parameters: [toPath('id')],
      post: withBody('createLine', input, 201, line),
    },
    '/invoices/{id}/lines/{line_id}': {
      parameters: [toPath('id'), toPath('line_id')],
      put: withBody('replaceLine', input, 200, line),
      delete: { operationId: 'deleteLine', responses: { 204: { description: 'gone' }, ...others } },
    },
  },
});

/** What a server does otherwise than expected. */
type Deviation =
  | 'shows the beginnings of texts only'
  | 'moves lines'
  | 'creates lines by PUT'
  | 'forgets prices'
  | 'ignores replacements'
  | 'replaces lines of any invoice'
  | 'deletes lines of any invoice'
  | 'deletes all lines';

interface Line {
  invoice: string;
  values: JsonObject;
}

const isLine = (value: Json): value is JsonObject =>
  isJsonObject(value) &&
  typeof value.text === 'string' &&
  value.text !== '' &&
  (value.price === undefined || (typeof value.price === 'number' && value.price >= 1));

function createServer(deviation?: Deviation): (theCase: Case) => FakeResponse {
  const invoices = new Map<string, JsonObject>();
  const lines = new Map<string, Line>();
  let created = 0;
  const nextId = (): string => {
    created += 1;
    return `n${created}`;
  };
  const show = ([id, { values }]: readonly [string, Line]): JsonObject => ({ id, ...values });
  const brief = ({ id = '', text }: JsonObject): JsonObject => ({ id, text: `${String(text).slice(0, 3)}…` });
  const listLines = (own: string): JsonObject[] => {
    const shown = [...lines].filter(([, each]) => each.invoice === own).map(show);
    return deviation === 'shows the beginnings of texts only' ? shown.map(brief) : shown;
  };
  const respondToLine = (theCase: Case, own: string, id: string): FakeResponse => {
    const { method } = theCase.request;
    const known = lines.get(id);
    const isAny = deviation === `${method === 'PUT' ? 'replaces' : 'deletes'} lines of any invoice`;
    const found = known && (known.invoice === own || isAny) ? known : undefined;
    if (method === 'DELETE') {
      if (!found) return { status: 404 };
      lines.delete(id);
      if (deviation === 'deletes all lines') lines.clear();
      return { status: 204 };
    }
    const sent = getJson(theCase);
    if (!isLine(sent)) return { status: 422 };
    if (deviation === 'creates lines by PUT' && !found) return { status: 200, json: { id, ...sent } };
    if (!found && !(known && deviation === 'moves lines')) return { status: 404 };
    if (deviation !== 'ignores replacements')
      lines.set(id, { invoice: deviation === 'moves lines' ? own : (found?.invoice ?? own), values: sent });
    return { status: 200, json: { id, ...sent } };
  };
  return (theCase) => {
    const [, , own = '', below, id] = (theCase.request.path.split('?')[0] ?? '').split('/');
    if (own === '') {
      const { title: sent = null } = Object(getJson(theCase)) as JsonObject; // an object of the test's document
      if (typeof sent !== 'string') return { status: 422 };
      const invoiceId = nextId();
      invoices.set(invoiceId, { id: invoiceId, title: sent });
      return { status: 201, json: { id: invoiceId, title: sent, lines: [], taxes: [] } };
    }
    const found = invoices.get(own);
    if (!found) return { status: 404 };
    if (id !== undefined) return respondToLine(theCase, own, id);
    if (below === undefined) return { status: 200, json: { ...found, lines: listLines(own), taxes: [19] } };
    const sent = getJson(theCase);
    if (!isLine(sent)) return { status: 422 };
    const values = deviation === 'forgets prices' ? { ...sent, price: 99 } : sent;
    const lineId = nextId();
    lines.set(lineId, { invoice: own, values });
    return { status: 201, json: { id: lineId, ...sent } };
  };
}

async function findNotices(deviation?: Deviation): Promise<string[]> {
  const verdicts = await runScenariosOn(contract, createServer(deviation));
  return [...verdicts].flatMap(([id, verdict]) =>
    /\/(resource|list):/.test(id) && ['failed', 'noticed'].includes(verdict) ? [id] : [],
  );
}

describe('items that only their parent shows', () => {
  it('are judged by its representation', async () => {
    const verdicts = await runScenariosOn(contract, createServer());
    for (const clause of [
      'createLine/resource:created-as-sent',
      'createLine/resource:created-is-listed',
      'replaceLine/resource:replacement-is-visible',
      'replaceLine/resource:replace-is-idempotent',
      'replaceLine/resource:rejected-changes-nothing',
      'replaceLine/resource:belongs-to-parent',
      'deleteLine/resource:deleted-is-not-listed',
      'deleteLine/resource:others-unchanged',
      'deleteLine/resource:belongs-to-parent',
    ])
      expect([clause, verdicts.get(clause)]).toEqual([clause, 'passed']);
    expect(await findNotices()).toEqual([]);
  });

  it.each<[Deviation, string[]]>([
    ['forgets prices', ['createLine/resource:created-as-answered', 'createLine/resource:created-as-sent']],
    ['ignores replacements', ['replaceLine/resource:replacement-is-visible']],
    ['replaces lines of any invoice', ['replaceLine/resource:belongs-to-parent']],
    ['deletes lines of any invoice', ['deleteLine/resource:belongs-to-parent']],
    ['deletes all lines', ['deleteLine/resource:others-unchanged']],
  ])('of a server that %s violate these rules', async (deviation, rules) => {
    expect((await findNotices(deviation)).toSorted()).toEqual(rules);
  });

  it.each<Deviation>(['shows the beginnings of texts only', 'moves lines', 'creates lines by PUT'])(
    'of a server that %s violate none',
    async (deviation) => {
      expect(await findNotices(deviation)).toEqual([]);
    },
  );
});
