import { isObject } from '../../spec/json.ts';
import { json } from '../answers.ts';
import type { Answer } from '../pipeline.ts';
import { errors, protocol, wholeBody } from './clause-ids.ts';
import { answered, type Change, isTeam, status, when } from './edits.ts';
import type { Row } from './fault.ts';

/** A 422 about the data, not about the schema. */
const ofData = (change: Change<Answer>): Change<Answer> =>
  answered([422], (answer, ask) =>
    isObject(answer.body) && answer.body.error === 'PolarRequestValidationError'
      ? change(answer, ask)
      : answer,
  );

/** A 422 about the schema, of a body that was read. */
const ofSchema = (change: Change<Answer>): Change<Answer> =>
  answered([422], (answer, ask) => {
    const isSchema = isObject(answer.body) && answer.body.error === 'RequestValidationError';
    return isSchema && ask.body !== undefined ? change(answer, ask) : answer;
  });

/** Answers with another status than the contract's. */
export const statuses: readonly Row[] = [
  {
    id: 'status-200',
    says: 'a session is answered with 200',
    violates: protocol('status'),
    answer: answered([201], status(200)),
  },
  {
    id: 'status-202',
    says: 'a session is answered with 202',
    violates: protocol('status'),
    answer: answered([201], status(202)),
  },
  {
    id: 'status-204',
    says: 'a session is answered with 204 and no body',
    violates: protocol('status'),
    answer: answered([201], (answer) => ({ ...answer, status: 204, body: undefined })),
  },
  {
    id: 'status-303',
    says: 'a session is answered with a redirect to it',
    violates: protocol('status'),
    answer: answered([201], () => ({
      status: 303,
      headers: { location: '/v1/customer-sessions/latest' },
      body: undefined,
    })),
  },
  {
    id: 'status-200-team',
    says: "a team's session is answered with 200",
    violates: protocol('status'),
    answer: when(isTeam, answered([201], status(200))),
    rare: true,
  },
  {
    id: 'status-200-second',
    says: 'a second session of a customer is answered with 200',
    violates: protocol('status'),
    answer: answered([201], (answer, ask) => {
      const key = `session of ${String(ask.customer?.payload.id)}`;
      const known = ask.memory.has(key);
      ask.memory.set(key, true);
      return known ? { ...answer, status: 200 } : answer;
    }),
    rare: true,
  },
  {
    id: 'status-400',
    says: 'what the schema refuses is answered with 400',
    violates: errors('refused'),
    answer: ofSchema(status(400)),
  },
  {
    id: 'status-500',
    says: 'what the schema refuses is answered with 500',
    violates: [...errors('refused'), ...protocol('no-server-error')],
    answer: ofSchema(status(500)),
  },
  {
    id: 'status-200-error',
    says: 'errors are answered with 200',
    violates: wholeBody(':anyOf'),
    answer: answered([422], status(200)),
  },
  {
    id: 'status-404',
    says: 'an unknown customer is answered with 404',
    violates: protocol('status'),
    answer: ofData(status(404)),
  },
  {
    id: 'status-409',
    says: 'an unknown customer is answered with 409',
    violates: protocol('status'),
    answer: ofData(status(409)),
  },
  {
    id: 'status-403',
    says: 'an unknown customer is answered with 403',
    violates: protocol('status'),
    answer: ofData(status(403)),
  },
  {
    id: 'status-500-unknown',
    says: 'an unknown customer is answered with 500',
    violates: protocol('no-server-error'),
    answer: ofData(() => json(500, { detail: 'Internal Server Error' })),
  },
  {
    id: 'status-teapot',
    says: 'one session in eight is answered with 299',
    violates: protocol('status'),
    answer: answered(
      [201],
      when((ask) => ask.random() < 1 / 8, status(299)),
    ),
    rare: true,
  },
];
