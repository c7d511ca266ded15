import { json } from '../answers.ts';
import { secret } from '../random.ts';
import { authentication } from './clause-ids.ts';
import { answered, bodyOf, status } from './edits.ts';
import type { Row } from './fault.ts';

/** Credentials that are refused wrongly. */
export const unauthorized: readonly Row[] = [
  {
    id: 'auth-non-ascii',
    says: 'a token beyond ASCII is answered with 500',
    violates: authentication('non-ascii'),
    answer: (answer, ask) =>
      /[^ -~]/.test(ask.headers.authorization ?? '')
        ? json(500, { detail: 'Internal Server Error' })
        : answer,
  },
  {
    id: 'auth-scheme-case',
    says: 'the scheme is case-sensitive',
    violates: authentication('scheme-case'),
    subject: (subject, ask) =>
      /^Bearer /.test(ask.headers.authorization ?? '') ? subject : { kind: 'anonymous' },
  },
  {
    id: 'auth-403',
    says: 'missing credentials are answered with 403',
    violates: authentication('none'),
    answer: answered([401], status(403)),
  },
  {
    id: 'auth-404',
    says: 'missing credentials are answered with 404',
    violates: authentication('none'),
    answer: answered([401], status(404)),
  },
  {
    id: 'auth-200',
    says: 'missing credentials are answered with 200 and an error',
    violates: authentication('none'),
    answer: answered([401], status(200)),
  },
  {
    id: 'auth-302',
    says: 'missing credentials are redirected to a login page',
    violates: authentication('none'),
    answer: answered([401], () => ({ status: 302, headers: { location: '/login' }, body: undefined })),
  },
  {
    id: 'auth-echo',
    says: 'a 401 shows the organization’s token',
    violates: authentication('secret-kept'),
    answer: answered([401, 403], (answer, ask) =>
      bodyOf((was) => ({ ...Object(was), hint: ask.world.fixtures.accessToken ?? null }))(answer, ask),
    ),
  },
  {
    id: 'auth-granted-anyway',
    says: 'a 403 carries the token of a session',
    violates: authentication('nothing-granted'),
    answer: answered(
      [403],
      bodyOf((was) => ({ ...Object(was), token: secret('polar_mst_') })),
    ),
  },
];
