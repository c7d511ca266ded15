import type { Answer, Ask } from '../pipeline.ts';
import type { Change } from './edits.ts';

/** What a server shows that did not expect something. */
export const crash: Answer = {
  status: 500,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Internal Server Error',
};

export const textOf = (ask: Ask): string => Buffer.from(ask.bytes).toString();

/** Crashes on bodies of which it holds. */
export const crashOn =
  (condition: (text: string, ask: Ask) => boolean): Change<Answer> =>
  (answer, ask) =>
    ask.method === 'POST' && answer.status !== 401 && answer.status !== 403 && condition(textOf(ask), ask)
      ? crash
      : answer;
