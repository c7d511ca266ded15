import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { entry, errors, refusal } from './clause-ids.ts';
import { answered, bodyOf, type Change, drop, entries, replace, set, when } from './edits.ts';
import type { Row } from './fault.ts';

const body = (change: Change<Json>) => answered([422], bodyOf(change));

const listed = (loc: Json): Json[] => (Array.isArray(loc) ? loc : []);

const messages = (detail: Json): string[] =>
  listed(detail).map((item) => (isObject(item) ? String(item.msg) : ''));

/** A 422 that is built otherwise than the contract has it. */
export const structure: readonly Row[] = [
  {
    id: 'error-detail-text',
    says: '`detail` is a text',
    violates: refusal('detail:type'),
    detail: (was) => messages(was).join('; '),
  },
  {
    id: 'error-detail-object',
    says: '`detail` maps fields to messages',
    violates: refusal('detail:type'),
    detail: (was) => ({ errors: was }),
  },
  {
    id: 'error-detail-missing',
    says: 'there is no `detail`',
    violates: errors('detail'),
    answer: body(drop('detail')),
  },
  { id: 'error-detail-empty', says: '`detail` is empty', violates: errors('detail'), detail: () => [] },
  { id: 'error-detail-null', says: '`detail` is null', violates: refusal('detail:type'), detail: () => null },
  {
    id: 'error-detail-texts',
    says: '`detail` lists messages only',
    violates: refusal('detail/-:type'),
    detail: messages,
  },
  {
    id: 'error-list',
    says: 'the body is the list of errors itself',
    violates: refusal(':type'),
    answer: body((was) => (isObject(was) ? (was.detail as Json) : was)),
  },
  {
    id: 'error-errors',
    says: 'the list is called `errors`',
    violates: errors('detail'),
    answer: body((was) => (isObject(was) ? { errors: was.detail as Json } : was)),
  },
  {
    id: 'error-no-loc',
    says: 'errors have no `loc`',
    violates: entry('loc:required'),
    detail: entries(drop('loc')),
  },
  {
    id: 'error-no-msg',
    says: 'errors have no `msg`',
    violates: entry('msg:required'),
    detail: entries(drop('msg')),
  },
  {
    id: 'error-no-type',
    says: 'errors have no `type`',
    violates: entry('type:required'),
    detail: entries(drop('type')),
  },
  {
    id: 'error-message',
    says: '`msg` is called `message`',
    violates: entry('msg:required'),
    detail: entries((was) => {
      const { msg, ...rest } = Object(was);
      return { ...rest, message: msg };
    }),
  },
  { id: 'error-msg-empty', says: '`msg` is empty', violates: errors('msg'), detail: entries(set('msg', '')) },
  {
    id: 'error-type-empty',
    says: '`type` is empty',
    violates: errors('type'),
    detail: entries(set('type', '')),
  },
  {
    id: 'error-msg-list',
    says: '`msg` is a list',
    violates: entry('msg:type'),
    detail: entries(replace('msg', (was) => [was])),
  },
  {
    id: 'error-type-number',
    says: '`type` is a number',
    violates: entry('type:type'),
    detail: entries(set('type', 422)),
  },
  {
    id: 'error-ctx-text',
    says: '`ctx` is a text',
    violates: entry('ctx:type'),
    detail: entries(replace('ctx', (was) => JSON.stringify(was))),
  },
  {
    id: 'error-ctx-null',
    says: '`ctx` is null where there is none',
    violates: entry('ctx:type'),
    detail: entries((was) => ({ ctx: null, ...(was as JsonObject) })),
  },
  {
    id: 'error-entry-of-data',
    says: 'refusals for unknown customers are plain texts',
    violates: refusal('detail:type'),
    detail: (was) => (messages(was).some((msg) => msg.includes('exist')) ? messages(was).join() : was),
  },
  {
    id: 'error-none-of-eight',
    says: 'one refusal in eight lists nothing',
    violates: errors('detail'),
    detail: when(
      (ask) => ask.random() < 1 / 8,
      (): Json => [],
    ),
    rare: true,
  },
];
