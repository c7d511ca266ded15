import { json } from '../answers.ts';
import { protocol, robustness } from './clause-ids.ts';
import { answered } from './edits.ts';
import type { Row } from './fault.ts';

/** Messages that are read or written otherwise than HTTP and JSON have it. */
export const messages: readonly Row[] = [
  {
    id: 'charset-ignored-body',
    says: 'a body with a `charset` parameter is not read',
    violates: protocol('charset'),
    reading: (was, ask) => (/charset/i.test(ask.headers['content-type'] ?? '') ? { kind: 'empty' } : was),
  },
  {
    id: 'charset-upper',
    says: 'only `charset=utf-8` in lower case is taken',
    violates: protocol('charset'),
    answer: (answer, ask) =>
      /charset=(?!utf-8)/.test(ask.headers['content-type'] ?? '')
        ? json(415, { detail: 'Unsupported Media Type' })
        : answer,
    rare: true,
  },
  {
    id: 'media-any',
    notice: true,
    says: 'a body is read as JSON whatever it says it is',
    violates: protocol('other-media-type'),
    ask: (ask) => ({ ...ask, headers: { ...ask.headers, 'content-type': 'application/json' } }),
  },
  {
    id: 'json-escapes',
    says: 'escapes in strings are taken as they are',
    violates: protocol('json-spelling'),
    reading: (was, ask) =>
      was.kind === 'value' && /\\u00[2-7]/.test(Buffer.from(ask.bytes).toString())
        ? { kind: 'invalid', offset: 0 }
        : was,
  },
  {
    id: 'json-spaces',
    says: 'JSON that starts with white space is refused',
    violates: protocol('json-spelling'),
    reading: (was, ask) =>
      /^\s/.test(Buffer.from(ask.bytes).toString()) ? { kind: 'invalid', offset: 0 } : was,
  },
  {
    id: 'no-answer',
    says: 'one request in eight closes the connection',
    violates: protocol('framing'),
    wire: (wire, ask) =>
      wire.status === 201 && ask.random() < 1 / 8 ? { ...wire, put: (outgoing) => outgoing.destroy() } : wire,
    rare: true,
  },
  {
    id: 'date-none',
    notice: true,
    says: 'answers carry no `Date`',
    violates: protocol('date'),
    wire: (wire) => ({
      ...wire,
      put: (outgoing, whole) => {
        outgoing.sendDate = false;
        wire.put(outgoing, whole);
      },
    }),
  },
  {
    id: 'names-twice',
    notice: true,
    says: 'a session names its token twice',
    violates: protocol('unique-names'),
    wire: (wire) =>
      wire.status === 201
        ? { ...wire, body: String(wire.body).replace('"token":', '"token":null,"token":') }
        : wire,
  },
  {
    id: 'unavailable',
    says: 'one session in eight is answered with 502',
    violates: protocol('no-server-error'),
    answer: answered([201], (answer, ask) =>
      ask.random() < 1 / 8 ? json(502, { detail: 'Bad Gateway' }) : answer,
    ),
    rare: true,
  },
  {
    id: 'conflict-again',
    says: 'a second session of a customer is answered with 409',
    violates: [...protocol('status'), ...robustness('duplicate-names')],
    rare: true,
    answer: answered([201], (answer, ask) => {
      const key = `customer ${String(ask.customer?.payload.id)}`;
      const again = ask.memory.has(key);
      ask.memory.set(key, true);
      return again ? json(409, { detail: 'A session exists.' }) : answer;
    }),
  },
];
