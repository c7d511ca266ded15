import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { deeperThan } from '../json-text.ts';
import type { Answer, Ask, Wire } from '../pipeline.ts';
import { errors, protocol, robustness } from './clause-ids.ts';
import { crashOn, textOf } from './crash-on.ts';
import type { Change } from './edits.ts';
import type { Row } from './fault.ts';

const whole = (body: Json | undefined): JsonObject => (isObject(body) ? (body as JsonObject) : {}); // a Json that is an object

const shown =
  (status: number, text: (ask: Ask) => Json): Change<Answer> =>
  (answer, ask) =>
    answer.status === status ? { ...answer, body: { ...whole(answer.body), debug: text(ask) } } : answer;

const trace =
  'Traceback (most recent call last):\n  File "/app/server/polar/customer_session/service.py", line 87, in create\n    raise ValueError()';

const late =
  (milliseconds: number): Wire['put'] =>
  (outgoing, { status, headers, body }) => {
    setTimeout(() => outgoing.writeHead(status, headers).end(body), milliseconds).unref();
  };

/** Unusual requests are never answered, or show what is inside. */
export const internals: readonly Row[] = [
  {
    id: 'crash-list',
    says: 'a body that is no object is answered with 500',
    violates: [...errors('refused'), ...protocol('no-server-error')],
    answer: crashOn((_, ask) => ask.body !== undefined && !isObject(ask.body)),
  },
  {
    id: 'crash-null-id',
    says: 'a customer id that is no string is answered with 500',
    violates: [...errors('refused'), ...protocol('no-server-error')],
    answer: crashOn(
      (_, ask) => isObject(ask.body) && 'customer_id' in ask.body && typeof ask.body.customer_id !== 'string',
    ),
  },
  {
    id: 'crash-emoji',
    says: 'characters beyond the basic plane are answered with 500: the column is utf8mb3',
    violates: protocol('no-server-error'),
    answer: crashOn((text) => /[\u{10000}-\u{10ffff}]/u.test(text)),
    rare: true,
  },
  {
    id: 'crash-quote',
    says: 'an apostrophe is answered with 500',
    violates: protocol('no-server-error'),
    answer: crashOn((text) => text.includes("'")),
    rare: true,
  },
  {
    id: 'ignore-cut-off',
    says: 'JSON that cannot be read is taken for the last one that could',
    violates: robustness('cut-off'),
    reading: (was, ask) => {
      if (was.kind === 'value') ask.memory.set('body', was.value);
      return was.kind === 'invalid' && ask.memory.has('body')
        ? { kind: 'value', value: ask.memory.get('body') ?? null }
        : was;
    },
  },
  {
    id: 'show-trace',
    says: 'a 422 shows a stack trace',
    violates: robustness('no-internals'),
    answer: shown(422, () => trace),
  },
  {
    id: 'show-trace-400',
    says: 'a 400 shows a stack trace',
    violates: robustness('no-internals'),
    answer: shown(400, () => trace),
  },
  {
    id: 'show-path',
    says: 'a 404 shows a file path',
    violates: robustness('no-internals'),
    answer: shown(404, () => "ENOENT: no such file or directory, open '/srv/app/dist/index.html'"),
  },
  {
    id: 'show-sql',
    says: 'the refusal of an unknown customer shows SQL',
    violates: robustness('no-internals'),
    answer: (answer, ask) =>
      whole(answer.body).error === 'PolarRequestValidationError'
        ? shown(
            422,
            () => 'SELECT customers.id FROM customers WHERE customers.id = $1 AND deleted_at IS NULL',
          )(answer, ask)
        : answer,
  },
  {
    id: 'hang-nesting',
    says: 'nested JSON is never answered',
    violates: [...robustness('nesting'), ...protocol('answered')],
    wire: (wire, ask) => (deeperThan(400, textOf(ask)) ? { ...wire, put: late(120_000) } : wire),
  },
  {
    id: 'hang-one',
    says: 'one request in sixty-four is answered after a minute',
    violates: protocol('answered'),
    wire: (wire, ask) => (ask.number % 64 === 40 ? { ...wire, put: late(60_000) } : wire),
    rare: true,
  },
];
