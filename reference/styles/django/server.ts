import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, string, uuid } from '../../bookshop/values/scalars.ts';
import { nullable } from '../../bookshop/values/unions.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { generateUuid } from '../../random.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { html } from '../http-variants.ts';
import { createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const difficulty = string({ values: ['easy', 'hard'] });
const attributes = {
  title: string({ minLength: 1, maxLength: 80 }),
  slug: string({ minLength: 1, maxLength: 50, pattern: /^[-a-zA-Z0-9_]+$/ }),
  minutes: integer({ minimum: 0, maximum: 32767 }),
  difficulty: string({ values: ['easy', 'hard', ''] }),
  rating: nullable(string({ pattern: /^-?\d{0,2}(?:\.\d{0,1})?$/ })),
};
const newRecipe = object({ properties: attributes, required: ['title', 'minutes'] });
const changedRecipe = object({ properties: attributes });
const parameters = [{ name: 'id', in: 'path', type: uuid }] as const;
const listParameters = [
  { name: 'limit', in: 'query', type: integer() },
  { name: 'offset', in: 'query', type: integer() },
  { name: 'search', in: 'query', type: string() },
  { name: 'difficulty', in: 'query', type: array(difficulty), explode: false },
] as const;

function createApplication(settings: Readonly<Settings>, random: () => number): Application {
  const recipes = createRecords();
  const save = (id: string, old: JsonObject, given: Json | undefined): JsonObject => {
    const { title = '', slug, minutes = 0, difficulty = '', rating = null } = { ...old, ...toObject(given) };
    const made = settings.makesSlugs
      ? {
          slug: String(title)
            .replace(/[^a-z0-9]+/gi, '-')
            .slice(0, 50),
        }
      : {};
    const modified = settings.formatTime(new Date());
    const ownSlug = slug === undefined ? made : { slug };
    return recipes.add(id, { id, title, ...ownSlug, minutes, difficulty, rating, modified });
  };
  const notFound = (): JsonResponse => jsonResponse(404, { detail: 'No Recipe matches the given query.' });
  const findRecipe = ({ message: { path } }: StyleRequest): JsonObject | undefined =>
    recipes.find(String(path.id).toLowerCase());
  const isTaken = (id: Json | undefined, { message: { body } }: StyleRequest): boolean => {
    const { title } = toObject(body);
    return settings.hasUniqueTitles && recipes.list().some((each) => each.title === title && each.id !== id);
  };
  const taken = (): JsonResponse => jsonResponse(400, { title: ['recipe with this title already exists.'] });
  const list = ({ message: { query } }: StyleRequest): JsonResponse => {
    const { search = '', difficulty: wanted } = query;
    const limit = Math.max(1, Number(query.limit ?? 100));
    const offset = Math.max(0, Number(query.offset ?? 0));
    const found = recipes
      .list()
      .filter(({ title }) => String(title).includes(String(search)))
      .filter((recipe) => !Array.isArray(wanted) || wanted.includes(recipe.difficulty ?? ''));
    const hasNext = offset + limit < found.length;
    const next = hasNext
      ? `https://recipes.example/api/recipes/?limit=${limit}&offset=${offset + limit}`
      : null;
    const results = found.slice(offset, offset + limit);
    return jsonResponse(200, {
      count: found.length,
      results,
      ...(settings.hasLinks && { next, previous: null }),
    });
  };
  save(generateUuid(random), {}, { title: 'Soup', minutes: 30, rating: '4.5' });
  return {
    reject: (issues) =>
      settings.hidesInvalidIds && issues.some(({ location: [place] }) => place === 'path')
        ? notFound()
        : jsonResponse(400, settings.describeErrors(issues)),
    rejectMediaType: () => jsonResponse(415, { detail: 'Unsupported media type in request.' }),
    operations: [
      { method: 'GET', path: '/api/recipes/', parameters: listParameters, handle: list },
      {
        ...{ method: 'POST', path: '/api/recipes/' },
        body: {
          required: true,
          content: { 'application/json': newRecipe, 'application/x-www-form-urlencoded': newRecipe },
        },
        handle: (request) =>
          isTaken(undefined, request)
            ? taken()
            : jsonResponse(201, save(generateUuid(random), {}, request.message.body)),
      },
      {
        ...{ method: 'GET', path: '/api/recipes/{id}/', parameters },
        handle: (request) => {
          const recipe = findRecipe(request);
          return recipe ? jsonResponse(200, recipe) : notFound();
        },
      },
      {
        ...{ method: 'PATCH', path: '/api/recipes/{id}/', parameters },
        body: { required: false, content: { 'application/json': changedRecipe } },
        handle: (request) => {
          const recipe = findRecipe(request);
          if (!recipe) return notFound();
          if (isTaken(recipe.id, request)) return taken();
          return jsonResponse(200, save(String(recipe.id), recipe, request.message.body));
        },
      },
    ],
  };
}

/** Django REST framework: paths end with a slash, and errors are lists of texts by field. */
export const django = defineStyle<Settings>({
  id: 'django',
  document: 'reference/styles/django/openapi.yaml',
  http: {
    headers: { vary: 'Accept, Cookie', 'x-frame-options': 'DENY' },
    unknownPath: () => html(404, 'Page not found'),
    otherMethod: (allow) => jsonResponse(405, { detail: 'Method not allowed.' }, { allow }),
    options: (allow) => jsonResponse(200, { name: 'Recipes', parses: ['application/json'] }, { allow }),
  },
  settings: defaultSettings,
  variants,

  createApplication,
});
