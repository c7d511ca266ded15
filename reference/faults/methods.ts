import { json, methodNotAllowed } from '../answers.ts';
import type { Answer, Ask } from '../pipeline.ts';
import { protocol } from './clause-ids.ts';
import { answered, type Change, header, status } from './edits.ts';
import type { Row } from './fault.ts';

const isSessions = ({ url }: Ask): boolean => url.pathname === '/v1/customer-sessions/';

const when405 = (methods: string, change: Change<Answer>): Change<Answer> =>
  answered([405], (answer, ask) =>
    isSessions(ask) && methods.split(' ').includes(ask.method) ? change(answer, ask) : answer,
  );

const anyMethod = 'GET HEAD PUT PATCH DELETE';

const ok =
  (body: Answer['body']): Change<Answer> =>
  () => ({ status: 200, headers: { 'content-type': 'application/json' }, body });

const isUnknownPath = ({ url }: Ask): boolean =>
  !/^\/v1\/(customer-sessions|customers|members)\/?$/.test(url.pathname);

const elsewhere = (change: Change<Answer>): Change<Answer> =>
  answered([401, 404], (answer, ask) => (isUnknownPath(ask) ? change(answer, ask) : answer));

/** Methods and paths that the document does not declare. */
export const methods: readonly Row[] = [
  {
    id: 'method-get',
    says: 'GET lists sessions',
    violates: protocol('other-methods', 'method-not-allowed'),
    answer: when405('GET HEAD', ok([])),
  },
  {
    id: 'method-put',
    says: 'PUT does what POST does',
    violates: protocol('other-methods', 'method-not-allowed'),
    ask: (ask) => ({ ...ask, method: ask.method === 'PUT' ? 'POST' : ask.method }),
  },
  {
    id: 'method-any',
    says: 'every method does what POST does',
    violates: protocol('other-methods', 'method-not-allowed'),
    ask: (ask) => (isSessions(ask) ? { ...ask, method: 'POST' } : ask),
  },
  {
    id: 'method-delete',
    says: 'DELETE is answered with 204',
    violates: protocol('other-methods', 'method-not-allowed'),
    answer: when405('DELETE', () => ({ status: 204, headers: {}, body: undefined })),
  },
  {
    id: 'method-404',
    notice: true,
    says: 'other methods are answered with 404',
    violates: protocol('method-not-allowed'),
    answer: when405(anyMethod, status(404)),
  },
  {
    id: 'method-500',
    says: 'other methods are answered with 500',
    violates: protocol('other-methods', 'no-server-error'),
    answer: when405(anyMethod, status(500)),
  },
  {
    id: 'method-200-error',
    says: 'other methods are answered with 200 and an error',
    violates: protocol('other-methods'),
    answer: when405(anyMethod, (answer) => ({ ...answer, status: 200 })),
  },
  {
    id: 'method-override',
    says: '`_method` in a query changes the method',
    violates: protocol('other-methods'),
    ask: (ask) => ({ ...ask, method: ask.url.searchParams.get('_method') ?? ask.method }),
    answer: when405('PATCH', ok({})),
  },
  {
    id: 'path-page',
    says: 'unknown paths get the start page',
    violates: protocol('other-paths', 'not-found'),
    answer: elsewhere(() => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html>',
    })),
  },
  {
    id: 'path-500',
    says: 'unknown paths are answered with 500',
    violates: protocol('other-paths', 'no-server-error'),
    answer: elsewhere(status(500)),
  },
  {
    id: 'path-200-error',
    says: 'unknown paths are answered with 200 and an error',
    violates: protocol('other-paths', 'not-found'),
    answer: elsewhere((answer) => ({ ...answer, status: 200 })),
  },
  {
    id: 'allow-lower',
    says: 'a 405 allows `post`: methods are case-sensitive',
    violates: protocol('allow'),
    answer: answered([405], header('allow', 'post')),
    rare: true,
  },
  {
    id: 'options-500',
    says: 'OPTIONS is answered with 500',
    violates: protocol('no-server-error'),
    answer: (answer, ask) =>
      ask.method === 'OPTIONS' ? json(500, { detail: 'Internal Server Error' }) : answer,
    rare: true,
  },
  {
    id: 'method-405-get',
    says: 'every other method is allowed by a 405 but POST',
    violates: protocol('allow'),
    answer: when405(anyMethod, () => methodNotAllowed('GET, PUT, DELETE')),
  },
];
