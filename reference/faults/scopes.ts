import { json } from '../answers.ts';
import type { Ask, Subject } from '../pipeline.ts';
import { authentication } from './clause-ids.ts';
import { answered, type Change, header, status } from './edits.ts';
import type { Row } from './fault.ts';

const scoped =
  (change: (ask: Ask) => Partial<Extract<Subject, { kind: 'organization' }>>): Change<Subject> =>
  (subject, ask) =>
    subject.kind === 'organization' ? { ...subject, ...change(ask) } : subject;

/** What a token may do is not asked, or answered wrongly. */
export const scope: readonly Row[] = [
  {
    id: 'scope-unchecked',
    says: 'scopes are not looked at',
    violates: authentication('unscoped'),
    subject: scoped((ask) => ({ scopes: [ask.settings.scope, 'customers:read', 'members:read'] })),
  },
  {
    id: 'scope-401',
    says: 'a missing scope is answered with 401',
    violates: authentication('unscoped'),
    answer: answered([403], (answer, ask) =>
      header('www-authenticate', 'Bearer realm="polar"')(status(401)(answer, ask), ask),
    ),
  },
  {
    id: 'scope-404',
    says: 'a missing scope is answered with 404',
    violates: authentication('unscoped'),
    answer: answered([403], status(404)),
  },
  {
    id: 'scope-422',
    says: 'a missing scope is answered with 422',
    violates: authentication('unscoped'),
    answer: answered([403], () =>
      json(422, { detail: [{ type: 'scope', loc: ['header', 'authorization'], msg: 'missing scope' }] }),
    ),
  },
  {
    id: 'scope-400',
    says: 'a missing scope is answered with 400',
    violates: authentication('unscoped'),
    answer: answered([403], status(400)),
  },
  {
    id: 'scope-200',
    says: 'a missing scope is answered with 200 and an error',
    violates: authentication('unscoped'),
    answer: answered([403], status(200)),
  },
  {
    id: 'scope-500',
    says: 'a missing scope is answered with 500',
    violates: authentication('unscoped'),
    answer: answered([403], status(500)),
  },
  {
    id: 'scope-by-id',
    says: 'scopes are looked at only for external ids',
    violates: authentication('unscoped'),
    subject: (subject, ask) =>
      Buffer.from(ask.bytes).includes('"customer_id"')
        ? scoped(() => ({ scopes: [ask.settings.scope] }))(subject, ask)
        : subject,
  },
];
