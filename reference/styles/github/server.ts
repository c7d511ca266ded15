import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, string } from '../../bookshop/values/scalars.ts';
import { nullable } from '../../bookshop/values/unions.ts';
import { toText, type ValueType } from '../../bookshop/values/value-type.ts';
import { toArray, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleOperation, StyleRequest } from '../application.ts';
import { createCounter, createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const label: ValueType = {
  kind: 'scalar',
  read: toText,
  check: (value, location) =>
    typeof value === 'string'
      ? []
      : object({
          properties: { name: string(), color: nullable(string({ pattern: /^[0-9a-f]{6}$/ })) },
          required: ['name'],
        }).check(value, location),
};
const newIssue = object({
  properties: { title: string({ minLength: 1 }), body: string(), labels: array(label) },
  required: ['title'],
});
const parameters = [
  { name: 'owner', in: 'path', type: string() },
  { name: 'repo', in: 'path', type: string() },
] as const;
const listParameters = [
  ...parameters,
  { name: 'state', in: 'query', type: string({ values: ['open', 'closed', 'all'] }) },
  { name: 'per_page', in: 'query', type: integer() },
  { name: 'page', in: 'query', type: integer() },
] as const;
const documentation_url = 'https://docs.host.example/rest';
const readme = { name: 'README.md', content: '# hello\n' };

/** Creates the `Link` header of a page (RFC 8288). */
function formatLinks({ pathname, search }: URL, page: number, last: number): Record<string, string> {
  const toLink = (to: number, rel: string): string => {
    const query = new URLSearchParams(search);
    query.set('page', String(to));
    return `<https://host.example${pathname}?${query}>; rel="${rel}"`;
  };
  if (page >= last) return {};
  return { link: [toLink(page + 1, 'next'), toLink(last, 'last')].join(', ') };
}

const notFound = (): JsonResponse =>
  jsonResponse(404, { message: 'Not Found', documentation_url, status: '404' });

function createApplication(settings: Readonly<Settings>): Application {
  const nextNumber = createCounter();
  const issues = createRecords();
  const nextStatistics = createCounter();
  const create = (body: Json | undefined): JsonObject => {
    const { title = '', body: text = null, labels } = toObject(body);
    const number = nextNumber();
    const shown = toArray(labels).map((each) =>
      typeof each === 'string' && settings.expandsLabels ? { name: each, color: null } : each,
    );
    const created_at = `${new Date().toISOString().slice(0, 19)}Z`;
    return issues.add(number, { number, title, state: 'open', body: text, labels: shown, created_at });
  };
  const list = ({ url, message: { query } }: StyleRequest): JsonResponse => {
    const size = Math.min(100, Math.max(1, Number(query.per_page ?? 30)));
    const page = Math.max(1, Number(query.page ?? 1));
    const found = query.state === 'closed' ? [] : issues.list();
    const headers = formatLinks(url, page, Math.ceil(found.length / size));
    return jsonResponse(200, found.slice(size * (page - 1), size * page), headers);
  };
  const getRepository = ({ headers }: StyleRequest): JsonResponse => {
    const etag = `${settings.hasWeakETags ? 'W/' : ''}"5d41402a"`;
    if (/5d41402a|^\*$/.test(headers['if-none-match'] ?? ''))
      return { status: 304, headers: { etag }, body: undefined };
    const license = settings.hasLicense ? { key: 'mit', url: 'https://licenses.example/mit' } : null;
    return jsonResponse(
      200,
      { full_name: 'octocat/hello', private: false, pushed_at: null, license },
      { etag, 'cache-control': 'private, max-age=60' },
    );
  };
  const getReadme = ({ headers: { accept = '' } }: StyleRequest): JsonResponse => {
    const isRaw = settings.sendsRaw
      ? !accept.includes('object+json')
      : /^application\/octet-stream$/.test(accept);
    const { content } = readme;
    return isRaw
      ? { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: content }
      : {
          status: 200,
          headers: { 'content-type': 'application/vnd.host.object+json' },
          body: { ...readme, size: content.length },
        };
  };
  const operations: StyleOperation[] = [
    { method: 'GET', path: '/repos/{owner}/{repo}/issues', parameters: listParameters, handle: list },
    {
      ...{ method: 'POST', path: '/repos/{owner}/{repo}/issues', parameters },
      body: { required: true, content: { 'application/json': newIssue } },
      handle: ({ url, message: { body } }) => {
        const issue = create(body);
        return jsonResponse(201, issue, { location: `${url.pathname}/${issue.number}` });
      },
    },
    { method: 'GET', path: '/repos/{owner}/{repo}', parameters, handle: getRepository },
    {
      ...{ method: 'GET', path: '/repos/{owner}/{repo}/stats', parameters },
      handle: () =>
        nextStatistics() <= settings.preparingCount
          ? jsonResponse(202, {})
          : jsonResponse(200, [[1_700_000_000, issues.list().length]]),
    },
    { method: 'GET', path: '/repos/{owner}/{repo}/contents/readme', parameters, handle: getReadme },
  ];
  create({ title: 'First', labels: ['bug'] });
  return {
    reject: (violations) =>
      violations.some(({ rule }) => rule === 'content')
        ? jsonResponse(400, { message: 'Problems parsing JSON', documentation_url })
        : jsonResponse(422, {
            ...{ message: 'Validation Failed', documentation_url },
            ...(!settings.isTerse && {
              errors: violations.map(({ location }) => ({ field: location.join('.'), code: 'invalid' })),
            }),
          }),
    rejectMediaType: () => jsonResponse(415, { message: 'Unsupported', documentation_url }),
    operations: operations.map((operation) => ({
      ...operation,
      handle: (request) => {
        const { owner, repo } = request.message.path;
        return owner === 'octocat' && repo === 'hello' ? operation.handle(request) : notFound();
      },
    })),
  };
}

/**
 * GitHub: links between pages, entity tags, 202 for statistics that are not ready, and representations selected by
 * `Accept`.
 */
export const github = defineStyle<Settings>({
  id: 'github',
  document: 'reference/styles/github/openapi.yaml',
  http: {
    headers: { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', vary: 'Accept' },
    unknownPath: notFound,
    otherMethod: notFound,
  },
  settings: defaultSettings,
  variants,

  createApplication,
});
