import { json } from '../answers.ts';
import type { Ask, Subject } from '../pipeline.ts';
import { authentication } from './clause-ids.ts';
import type { Change } from './edits.ts';
import type { Row } from './fault.ts';

const owner = ({ world, settings }: Ask): Subject => ({
  kind: 'organization',
  organization: world.organization,
  scopes: [settings.scope],
});

/** Lets in who is not let in otherwise, by what the `Authorization` header is. */
const letIn =
  (condition: (authorization: string, ask: Ask) => boolean): Change<Subject> =>
  (subject, ask) =>
    subject.kind !== 'organization' && condition(ask.headers.authorization ?? '', ask) ? owner(ask) : subject;

const tokenOf = (authorization: string): string => authorization.split(' ').at(-1) ?? '';

const grants = (ask: Ask): string[] => [...ask.world.grants.keys()];

/** Credentials that should be refused and are not. */
export const access: readonly Row[] = [
  {
    id: 'auth-none',
    says: 'no credentials are needed',
    violates: authentication('none'),
    subject: letIn((text) => text === ''),
  },
  {
    id: 'auth-empty',
    says: 'an empty bearer token is accepted',
    violates: authentication('empty'),
    subject: letIn((text) => /^bearer *$/i.test(text)),
  },
  {
    id: 'auth-any-polar',
    says: 'any token that starts like one is accepted',
    violates: authentication('truncated', 'extended'),
    subject: letIn((text) => /^bearer polar_oat_/i.test(text)),
  },
  {
    id: 'auth-any',
    says: 'any bearer token is accepted',
    violates: authentication('unknown'),
    subject: letIn((text) => /^bearer [\x21-\x7e]+$/i.test(text)),
  },
  {
    id: 'auth-truncated',
    says: 'the last character of a token is not looked at',
    violates: authentication('truncated'),
    subject: letIn((text, ask) => grants(ask).some((known) => known.slice(0, -1) === tokenOf(text))),
  },
  {
    id: 'auth-extended',
    says: 'what follows a token is ignored',
    violates: authentication('extended'),
    subject: letIn((text, ask) => grants(ask).some((known) => tokenOf(text).startsWith(known))),
  },
  {
    id: 'auth-basic',
    says: 'the token is accepted under Basic',
    violates: authentication('basic'),
    subject: letIn(
      (text, ask) =>
        /^basic /i.test(text) &&
        (grants(ask).includes(tokenOf(text)) ||
          Buffer.from(tokenOf(text), 'base64')
            .toString()
            .includes(grants(ask)[0] ?? '?')),
    ),
  },
  {
    id: 'auth-bare',
    says: 'the token is accepted without a scheme',
    violates: authentication('bare'),
    subject: letIn((text, ask) => grants(ask).includes(text)),
  },
  {
    id: 'auth-session',
    says: "a customer session's token is accepted",
    violates: authentication('session-token'),
    subject: letIn((text, ask) => ask.world.sessionTokens.has(tokenOf(text))),
  },
  {
    id: 'auth-validates-first',
    says: 'the body is judged before the credentials',
    violates: authentication('before-validation'),
    subject: (subject, ask) => {
      if (subject.kind !== 'anonymous') return subject;
      ask.memory.set(`anonymous ${ask.number}`, true);
      return owner(ask);
    },
    answer: (answer, ask) =>
      ask.memory.has(`anonymous ${ask.number}`) && answer.status === 201
        ? json(401, { detail: 'Unauthorized' }, { 'www-authenticate': 'Bearer realm="polar"' })
        : answer,
  },
  {
    id: 'auth-one-in-eight',
    says: 'one unknown token in eight is accepted',
    violates: authentication('unknown', 'truncated', 'extended', 'basic', 'bare', 'non-ascii'),
    subject: (subject, ask) => (ask.random() < 1 / 8 ? letIn(() => true)(subject, ask) : subject),
    rare: true,
  },
];
