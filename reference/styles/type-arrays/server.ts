import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, number, string, uuid } from '../../bookshop/values/scalars.ts';
import { nullable, tagged } from '../../bookshop/values/unions.ts';
import { createIssue, type Issue, toText, type ValueType } from '../../bookshop/values/value-type.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { generateUuid } from '../../random.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { createRecords } from '../records.ts';
import { defineStyle } from '../style.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

/** A type of arrays with one string and one number. */
const condition: ValueType = {
  kind: 'array',
  read: toText,
  check: (value, location) => {
    if (!Array.isArray(value) || value.length !== 2) return [createIssue(location, 'type', 'must be a pair')];
    const [subject = null, limit = null] = value;
    const subjects = string({ values: ['stock', 'price', 'age'] });
    return [
      ...subjects.check(subject, [...location, 0]),
      ...number({ minimum: 0 }).check(limit, [...location, 1]),
    ];
  },
};
const priority: ValueType = {
  kind: 'scalar',
  read: toText,
  check: (value, location) =>
    [1, 2, 3, 'high', null].some((each) => each === value)
      ? []
      : [createIssue(location, 'enum', 'is unknown')],
};
const closed = (properties: Record<string, ValueType>, ...required: string[]): ValueType =>
  object({ properties: { channel: string(), ...properties }, required, closedBy: 'unevaluatedProperties' });

const newRule = object({
  properties: {
    name: string({ minLength: 1, maxLength: 50 }),
    when: condition,
    target: tagged('channel', {
      email: closed(
        { address: string({ minLength: 3, maxLength: 80 }), subject: nullable(string({ maxLength: 60 })) },
        'address',
      ),
      sms: closed({ number: string({ pattern: /^\+[1-9][0-9]{6,14}$/ }) }, 'number'),
      webhook: closed(
        { path: string({ minLength: 1 }), retries: integer({ minimum: 0, maximum: 5 }) },
        'path',
      ),
    }),
    priority,
  },
  required: ['name', 'when', 'target'],
  closedBy: 'additionalProperties',
});
const parameters = [{ name: 'rule', in: 'path', type: uuid }] as const;
const channels = array(string({ values: ['email', 'sms', 'webhook'] }), { uniqueItems: true });
const listParameters = [
  { name: 'channel', in: 'query', type: channels },
  { name: 'X-Tenant', in: 'header', type: string({ maxLength: 20, pattern: /^[a-z0-9-]+$/ }) },
] as const;

function createApplication(settings: Readonly<Settings>, random: () => number): Application {
  const rules = createRecords();
  const fail = (status: number, issues: readonly Issue[] = []): JsonResponse =>
    jsonResponse(status, { error: settings.describeError(status, issues) });
  const create = (body: Json | undefined): JsonObject => {
    const id = generateUuid(random);
    const { lastSent, extensions } = settings;
    return rules.add(id, { id, priority: null, ...toObject(body), lastSent, ...extensions });
  };
  const findRule = ({ message: { path } }: StyleRequest): JsonObject | undefined =>
    rules.find(settings.foldsIds ? String(path.rule).toLowerCase() : path.rule);
  create({ name: 'Old', when: ['age', 1.5], target: { channel: 'webhook', path: '/hook' } });
  return {
    reject: (issues) => fail(settings.invalidStatus, issues),
    rejectMediaType: () => fail(415),
    operations: [
      {
        ...{ method: 'GET', path: '/rules', parameters: listParameters },
        handle: ({ message: { query } }) => {
          const wanted = Array.isArray(query.channel) ? query.channel : undefined;
          const found = rules
            .list()
            .filter(({ target }) => wanted?.includes(toObject(target).channel ?? null) ?? true);
          return jsonResponse(200, { rules: found, total: found.length });
        },
      },
      {
        ...{
          method: 'POST',
          path: '/rules',
          body: { required: true, content: { 'application/json': newRule } },
        },
        handle: ({ message: { body } }) => {
          const isTaken = rules.list().some(({ name }) => name === toObject(body).name);
          return settings.hasUniqueNames && isTaken ? fail(409) : jsonResponse(201, create(body));
        },
      },
      {
        ...{ method: 'GET', path: '/rules/{rule}', parameters },
        handle: (request) => {
          const rule = findRule(request);
          return rule ? jsonResponse(200, rule) : fail(404);
        },
      },
      {
        ...{ method: 'DELETE', path: '/rules/{rule}', parameters },
        handle: (request) => {
          const rule = findRule(request);
          if (!rule) return fail(404);
          rules.remove(rule.id);
          return { status: 204, headers: {}, body: undefined };
        },
      },
    ],
  };
}

/** OpenAPI 3.1 with arrays of types, constants, unions and tuples. `default` documents errors. */
export const typeArrays = defineStyle<Settings>({
  id: 'type-arrays',
  document: 'reference/styles/type-arrays/openapi.yaml',
  settings: defaultSettings,
  variants,

  createApplication,
});
