import type { Json, JsonObject } from '../../spec/json.ts';
import { json } from '../answers.ts';
import type { Answer, Deviation } from '../pipeline.ts';
import { type Change, entries, whole, without } from './edits.ts';

const on =
  (status: number, change: (answer: Answer) => Answer): Change<Answer> =>
  (answer) =>
    answer.status === status ? change(answer) : answer;

/** What any answer carries, but for its body. */
function pick(answer: Answer): Record<string, string> {
  const { 'www-authenticate': challenge } = answer.headers;
  return typeof challenge === 'string' ? { 'www-authenticate': challenge } : {};
}

function isUnreadable({ body }: Answer): boolean {
  const [first] = Array.isArray(whole(body).detail) ? (whole(body).detail as Json[]) : []; // just asked
  return whole(first).type === 'json_invalid';
}

/** The branch that the body means: the one whose id it has. */
function oneBranch(errors: JsonObject[], body: JsonObject): JsonObject[] {
  const branch =
    'external_customer_id' in body
      ? 'CustomerSessionCustomerExternalIDCreate'
      : 'CustomerSessionCustomerIDCreate';
  const told = errors.filter(({ loc }) => Array.isArray(loc) && loc[1] === branch);
  return told.length > 0 ? told : errors;
}

/** Other refusals than those of Polar. */
export const refusals: readonly Deviation[] = [
  {
    id: 'no-input',
    says: 'errors have `loc`, `msg` and `type` only',
    detail: entries((entry) => without(entry, 'input', 'ctx')),
  },
  {
    id: 'input-parent-null',
    says: 'the `input` of a missing property is null',
    detail: entries((entry) => (entry.type === 'missing' ? { ...entry, input: null } : entry)),
  },
  {
    id: 'other-messages',
    says: 'errors are worded otherwise',
    detail: entries((entry) => ({ ...entry, msg: 'Das ist leider ungültig.' })),
  },
  {
    id: 'other-types',
    says: 'errors have types of their own',
    detail: entries((entry) => ({ ...entry, type: `value_error.${String(entry.type).replace('_', '.')}` })),
  },
  {
    id: 'short-loc',
    says: '`loc` leaves out the branch',
    detail: entries((entry) => ({
      ...entry,
      loc: Array.isArray(entry.loc)
        ? entry.loc.filter((name) => !/^CustomerSession/.test(String(name)))
        : null,
    })),
  },
  {
    id: 'only-detail',
    says: 'a 422 is `detail` alone',
    answer: on(422, (answer) => ({ ...answer, body: { detail: whole(answer.body).detail ?? [] } })),
  },
  {
    id: 'one-branch',
    says: 'only the errors of one branch are told',
    errors: (errors, ask) => oneBranch(errors, whole(ask.body)),
  },
  {
    id: 'unreadable-400',
    says: 'JSON that cannot be read is answered with 400',
    answer: (answer) => (isUnreadable(answer) ? json(400, { error: 'bad_request' }, pick(answer)) : answer),
  },
  {
    id: 'other-media-415',
    says: 'a body that is not JSON is answered with 415',
    answer: (answer, ask) =>
      answer.status === 422 && ask.method === 'POST' && !/json/i.test(ask.headers['content-type'] ?? '')
        ? json(415, { detail: 'Unsupported Media Type' })
        : answer,
  },
  {
    id: 'no-lists',
    says: 'there is no `GET /v1/customers/` and no `GET /v1/members/`',
    answer: (answer, ask) =>
      /^\/v1\/(customers|members)\//.test(ask.url.pathname) && answer.status < 300
        ? json(404, { detail: 'Not Found' })
        : answer,
  },
  {
    id: 'forbidden-lists',
    says: 'the token may list neither customers nor members',
    subject: (subject, ask) =>
      subject.kind === 'organization'
        ? { ...subject, scopes: subject.scopes.filter((scope) => scope === ask.settings.scope) }
        : subject,
  },
  {
    id: 'no-redirect',
    says: 'without its last slash the path is unknown',
    answer: on(307, (answer) => json(404, { detail: 'Not Found' }, pick(answer))),
  },
  {
    id: 'plain-challenge',
    says: 'a challenge has no realm, and one body serves every 401',
    answer: on(401, (answer) =>
      json(401, { detail: 'Not authenticated' }, { ...pick(answer), 'www-authenticate': 'Bearer' }),
    ),
  },
  {
    id: 'problem-details',
    says: 'undocumented errors are problem details (RFC 9457)',
    answer: (answer) =>
      [400, 401, 403, 404, 405, 411, 413].includes(answer.status)
        ? {
            ...answer,
            headers: { ...answer.headers, 'content-type': 'application/problem+json' },
            body: { title: 'Error', status: answer.status },
          }
        : answer,
  },
  {
    id: 'empty-errors',
    says: 'undocumented errors have no body',
    answer: (answer) =>
      [400, 401, 403, 404, 405, 411, 413].includes(answer.status)
        ? {
            ...answer,
            headers: without(answer.headers as JsonObject, 'content-type') as Answer['headers'],
            body: undefined,
          }
        : answer,
  },
];
