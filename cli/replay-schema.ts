import { credentialNames } from '../spec/openapi/request.ts';
import { actionMethods } from '../spec/openapi/resources.ts';

const text = { type: 'string', maxLength: 4000 } as const;
const token = "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$"; // RFC 9110 section 5.6.2

const body = {
  oneOf: ['json', 'text', 'base64'].map((name) => ({
    type: 'object',
    required: [name],
    properties: { [name]: name === 'json' ? {} : { type: 'string' } },
    additionalProperties: false,
  })),
} as const;

const request = {
  type: 'object',
  required: ['method', 'path', 'headers', 'credentials'],
  additionalProperties: false,
  properties: {
    method: { type: 'string', pattern: '^[A-Z]{1,20}$' },
    // One slash, not followed by another slash or a backslash: the URL stays on the target's origin.
    path: { type: 'string', pattern: '^/(?![/\\\\])[!-\\[\\]-~]*$', maxLength: 8000 },
    headers: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'array',
        minItems: 2,
        maxItems: 2,
        items: [
          { type: 'string', pattern: token },
          { type: 'string', pattern: '^[\\t -~]*$' },
        ],
      },
    },
    credentials: { enum: credentialNames },
    scheme: text,
    omittedHeaders: { type: 'array', items: { type: 'string', pattern: token } },
    body,
  },
} as const;

const violation = {
  type: 'object',
  required: ['clauses', 'where', 'keyword', 'says'],
  additionalProperties: false,
  properties: {
    clauses: { type: 'array', items: text },
    ...{ where: text, keyword: text, says: text, was: {}, now: {} },
  },
} as const;

const step = {
  type: 'object',
  required: ['scenario', 'resource', 'action', 'item', 'bindings'],
  additionalProperties: false,
  properties: {
    ...{ scenario: text, resource: text, item: text },
    action: { enum: Object.keys(actionMethods) },
    isInvalid: { const: true },
    isRepeated: { const: true },
    bindings: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['in', 'name', 'source', 'expression', 'value'],
        additionalProperties: false,
        properties: {
          in: { enum: ['path', 'query', 'header', 'cookie', 'body', 'list'] },
          ...{ name: text, source: text, expression: text },
          value: { type: ['string', 'number'] },
        },
      },
    },
  },
} as const;

const replayCase = {
  type: 'object',
  required: ['id', 'operation', 'kind', 'says', 'request', 'serves'],
  properties: {
    ...{ id: text, operation: text, says: text, role: text },
    kind: { enum: ['valid', 'invalid', 'probe'] },
    request,
    violation,
    serves: { type: 'array', items: text },
    tentative: { const: true },
    suiteOnly: { const: true },
    needsCounterpart: { const: true },
    step,
    fixtures: { type: 'array', items: text },
    parts: { type: 'array' }, // dropped when the file is read: a replay sends only its own cases
  },
  additionalProperties: false,
} as const;

/** JSON Schema (draft 7) of a replay file, `StoredReplay`. */
export const replaySchema = {
  type: 'object',
  required: ['clause', 'cases', 'contract'],
  properties: {
    suite: text,
    contract: { type: 'object', required: ['title', 'version'], properties: { title: text, version: text } },
    target: text,
    seed: { type: 'integer' },
    clause: text,
    cases: { type: 'array', minItems: 1, maxItems: 100, items: replayCase },
  },
} as const;
