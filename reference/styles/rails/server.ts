import type { Json, JsonObject } from '../../../spec/json.ts';
import { object } from '../../bookshop/values/containers.ts';
import { boolean, integer, string } from '../../bookshop/values/scalars.ts';
import { nullable } from '../../bookshop/values/unions.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { createCounter, createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const attributes = {
  title: string({ minLength: 1, maxLength: 120 }),
  body: string(),
  published: boolean,
  section: nullable(string({ maxLength: 40 })),
};
const bodyOf = (article: ReturnType<typeof object>) => ({
  required: true,
  content: { 'application/json': object({ properties: { article }, required: ['article'] }) },
});
const newArticle = bodyOf(object({ properties: attributes, required: ['title', 'body'] }));
const changedArticle = bodyOf(object({ properties: attributes, minProperties: 1 }));
const parameters = [{ name: 'id', in: 'path', type: integer({ minimum: 1 }) }] as const;
const listParameters = [
  { name: 'page', in: 'query', type: integer({ minimum: 1 }) },
  { name: 'published', in: 'query', type: boolean },
] as const;

const failure = (status: number, error: string): JsonResponse => jsonResponse(status, { status, error });
const notFound = (): JsonResponse => failure(404, 'Not Found');

function createReject(settings: Settings) {
  return (issues: readonly Issue[]): JsonResponse => {
    const places = issues.map(({ location: [place] }) => place);
    if (places.includes('path')) return settings.hidesInvalidIds ? notFound() : failure(400, 'Bad Request');
    const isRootMissing = issues.some(({ location }) => location.length <= 2 && location[0] === 'body');
    if (places.includes('query') || issues.some(({ rule }) => rule === 'content'))
      return failure(400, 'Bad Request');
    if (settings.requiresRoot && isRootMissing) return failure(400, 'Bad Request');
    const errors: Record<string, string[]> = {};
    for (const issue of issues) {
      const name = settings.nameError(issue);
      errors[name] = [...(errors[name] ?? []), issue.rule === 'required' ? "can't be blank" : issue.message];
    }
    return jsonResponse(422, { errors });
  };
}

function createApplication(settings: Readonly<Settings>): Application {
  const nextId = createCounter();
  const articles = createRecords();
  const save = (id: number, old: JsonObject, value: Json | undefined): JsonObject => {
    const { title, body, published, section } = { ...old, ...toObject(toObject(value).article) };
    const now = settings.formatTime(new Date());
    const times = { created_at: old.created_at ?? now, updated_at: now };
    const known = { id, title: title ?? '', body: body ?? '', published: published ?? false };
    const more = settings.showsMore ? { url: `/articles/${id}.json`, lock_version: 0 } : {};
    return articles.add(id, { ...known, section: section ?? null, ...times, ...more });
  };
  const isTaken = (id: Json | undefined, { message: { body } }: StyleRequest): boolean => {
    const { title } = toObject(toObject(body).article);
    return settings.hasUniqueTitles && articles.list().some((each) => each.title === title && each.id !== id);
  };
  const taken = (): JsonResponse => jsonResponse(422, { errors: { title: ['has already been taken'] } });
  const withArticle =
    (handle: (article: JsonObject, request: StyleRequest) => JsonResponse) => (request: StyleRequest) => {
      const article = articles.find(request.message.path.id);
      return article ? handle(article, request) : notFound();
    };
  save(nextId(), {}, { article: { title: 'Hello', body: 'World', published: true } });
  return {
    reject: createReject(settings),
    rejectMediaType: () => failure(415, 'Unsupported Media Type'),
    operations: [
      {
        ...{ method: 'GET', path: '/articles', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const { page = 1, published } = query;
          const found = articles
            .list()
            .filter((each) => published === undefined || each.published === published);
          return jsonResponse(200, { articles: found.slice(25 * (Number(page) - 1), 25 * Number(page)) });
        },
      },
      {
        ...{ method: 'POST', path: '/articles', body: newArticle },
        handle: (request) =>
          isTaken(undefined, request)
            ? taken()
            : jsonResponse(201, { article: save(nextId(), {}, request.message.body) }),
      },
      {
        ...{ method: 'GET', path: '/articles/{id}', parameters },
        handle: withArticle((article) => jsonResponse(200, { article })),
      },
      {
        ...{ method: 'PATCH', path: '/articles/{id}', parameters, body: changedArticle },
        handle: withArticle((article, request) =>
          isTaken(article.id, request)
            ? taken()
            : jsonResponse(200, { article: save(Number(article.id), article, request.message.body) }),
        ),
      },
      {
        ...{ method: 'DELETE', path: '/articles/{id}', parameters },
        handle: withArticle(({ id }) => {
          articles.remove(id);
          return { status: 204, headers: {}, body: undefined };
        }),
      },
    ],
  };
}

/** Rails: bodies have a root property, and errors are lists of texts by attribute. */
export const rails = defineStyle<Settings>({
  id: 'rails',
  document: 'reference/styles/rails/openapi.yaml',
  http: { unknownPath: notFound, otherMethod: notFound, options: notFound },
  settings: defaultSettings,
  variants,

  createApplication,
});
