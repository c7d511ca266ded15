import { describe, expect, it } from 'vitest';
import { createProbeCases } from '../../../../plan/cases/probes/create-probe-cases.ts';
import { probes } from '../../../../plan/cases/probes/probes.ts';
import { combineSpellings } from '../../../../plan/cases/spellings.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import { rules, selectRules } from '../../../../spec/clauses/rules.ts';
import type { Json } from '../../../../spec/json.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createContext, createContexts, createSuite } from '../library.ts';

const names = new Set<string>(rules.map(({ name }) => name));
const suite = createSuite({
  seedTemplates: [{ name: 'known', description: 'a known book', body: { title: 'title', genre: 'genre' } }],
});
const fixtures = { title: 'Emma', genre: 'novel', unscopedAccessToken: 'secret' };

const generated = await createContext('books:create');
const known = await createContext('books:create', { suites: [suite], fixtures, full: true });
const loans = await createContext('loans:create');
const roles = (context: PlanContext) => createProbeCases(context).map(({ role = '' }) => role);
const methods = (context: PlanContext) =>
  createProbeCases(context)
    .filter(({ role }) => role === 'protocol:other-methods')
    .map(({ request }) => request.method);

describe('the table of probes', () => {
  it('names existing rules only', () => {
    expect(probes.flatMap((probe) => probe.rules).filter((name) => !names.has(name))).toEqual([]);
  });

  it('has a probe for every rule that the status of a probe decides', () => {
    const probed = new Set(probes.flatMap((probe) => probe.rules));
    const decided = rules.filter(({ status }) => status).map(({ name }) => name);
    expect(decided.filter((name) => !probed.has(name))).toEqual([]);
  });
});

describe('probes of other methods and paths', () => {
  const operation = (operationId: string): Json => ({
    operationId,
    responses: { 200: { description: 'OK' } },
  });
  const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const page: Json = { ...id, name: 'page' };
  const paths: Json = {
    '/books/check': { post: operation('check') },
    '/books/{id}': { parameters: [id], get: operation('read'), put: operation('write') },
    '/books/{id}/{page}': { parameters: [id, page], get: operation('turn') },
    '/books': { get: operation('list') },
  };

  it('leave out what another template that matches the path declares', async () => {
    const contexts = await createContexts(await loadDocument(createDocument({}, { paths })));
    const list = (name: string): string[] => {
      const context = contexts.get(name);
      return (context ? createProbeCases(context) : [])
        .filter(({ role }) => role === 'protocol:other-methods' || role === 'protocol:other-paths')
        .map(({ request }) => request.method);
    };
    expect(list('check')).toEqual(['PATCH', 'DELETE', 'POST']); // GET and PUT of /books/{id}
    expect(list('list')).toEqual(['PUT', 'PATCH', 'DELETE']); // GET of /books/{id}/{page}
    expect(list('read')).toEqual(['PATCH', 'DELETE', 'GET']);
  });
});

describe('probe cases', () => {
  it('cover rules of the operation, the first of which is their role', () => {
    for (const context of [generated, known, loans]) {
      const applicable = selectRules(context.model.operation, context.full).map(
        ({ name }) => `${context.model.operation.id}/${name}`,
      );
      for (const { covers, role } of createProbeCases(context)) {
        expect(covers[0]).toBe(`${context.model.operation.id}/${role}`);
        expect(applicable).toEqual(expect.arrayContaining([...covers]));
      }
    }
  });

  it('have unique ids and differ from the valid request', () => {
    const cases = createProbeCases(known);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    const valid = JSON.stringify({
      ...known.template.request,
      body: { json: known.seedMessages[0]?.message.body },
    });
    for (const { request } of cases) expect(JSON.stringify(request)).not.toBe(valid);
  });

  it('exist for every rule with a probe if everything is known', () => {
    const probed = new Set(probes.flatMap((probe) => probe.rules));
    const applicable = selectRules(known.model.operation, true).map(({ name }) => name as string);
    const covered = new Set(createProbeCases(known).flatMap(({ covers }) => covers));
    const missing = applicable.filter((name) => probed.has(name) && !covered.has(`books:create/${name}`));
    expect(missing).toEqual([]);
  });

  it('expect success only of a body that is known to be accepted', () => {
    const successful = ['authentication:scheme-case', 'protocol:charset', 'protocol:json-spelling'];
    expect(roles(known)).toEqual(expect.arrayContaining(successful));
    expect(roles(generated).filter((role) => successful.includes(role))).toEqual([]);
  });

  it('use other credentials only for an operation that needs some', () => {
    expect(roles(known).filter((role) => role.startsWith('authentication:')).length).toBeGreaterThan(8);
    expect(roles(loans).filter((role) => role.startsWith('authentication:'))).toEqual([]);
  });

  it('use a token of a response only if a suite knows that it is of another kind', () => {
    expect(roles(known)).toContain('authentication:session-token');
    const { suite: _, ...unknown } = known;
    expect(roles(unknown)).not.toContain('authentication:session-token');
  });

  it('use an unscoped token only if one is given', () => {
    expect(roles(known)).toContain('authentication:unscoped');
    expect(roles(generated)).not.toContain('authentication:unscoped');
  });

  it('never use a method that the document declares', () => {
    expect(methods(generated)).toEqual(['PUT', 'PATCH', 'DELETE']);
    expect(methods(loans)).toEqual(['GET', 'PUT', 'PATCH', 'DELETE']);
  });

  it('never send DELETE to a remote target', async () => {
    expect(methods(await createContext('loans:create', { local: false }))).toEqual(['GET', 'PUT', 'PATCH']);
  });

  it('that could harm a server exist only if they are wanted', () => {
    expect(roles(known)).toEqual(
      expect.arrayContaining(['robustness:large-body', 'robustness:deep-nesting']),
    );
    expect(roles(generated).filter((role) => /large-body|deep-nesting/.test(role))).toEqual([]);
  });

  it('send no body where the operation takes none', async () => {
    const cases = createProbeCases(await createContext('books:list'));
    expect(cases.length).toBeGreaterThan(2);
    expect(cases.filter(({ request }) => request.body !== undefined)).toEqual([]);
  });
});

describe('spellings of the same request', () => {
  const spellingRoles = ['authentication:scheme-case', 'protocol:charset', 'protocol:json-spelling'];

  it('are combined into one request, with a subcase for each', () => {
    const [combined, others] = combineSpellings(known, createProbeCases(known));
    expect(combined).toHaveLength(1);
    const [first] = combined;
    expect(first?.subcases?.map(({ role }) => role)).toEqual(spellingRoles);
    expect(first?.covers).toEqual(spellingRoles.map((role) => `books:create/${role}`));
    expect(first?.request.credentials).toBe('lowercase');
    expect(first?.request.headers).toContainEqual(['Content-Type', 'application/json; charset=UTF-8']);
    expect(others).toHaveLength(createProbeCases(known).length - 3);
  });

  it.each(spellingRoles)('stay separate if %s is impossible', (missing) => {
    const cases = createProbeCases(known).filter(({ role }) => role !== missing);
    const [spellings, others] = combineSpellings(known, cases);
    expect(spellings.map(({ role }) => role)).toEqual(spellingRoles.filter((role) => role !== missing));
    expect([...spellings, ...others]).toHaveLength(cases.length);
  });
});
