import type { Operation } from './contract.ts';
import { listProperties } from './schema-properties.ts';

/** Whether a name is that of a property with the state of a resource. */
export const isStateName = (name: string): boolean => /^(status|state|stage|phase)$/i.test(name);

/** Length of the beginning of a word that its forms share: `cancel`, `cancelled`, `cancellation`. */
const STEM_LENGTH = 5;
/** Minimum length of a word by which a description is recognized. */
const MIN_WORD = 3;

/** The words of the last segment of a path: `mark` and `paid` of `/orders/{id}/mark-paid`. */
const listLastWords = (path: string): string[] =>
  (path.split(/[/:}]/).findLast(Boolean) ?? '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length >= MIN_WORD);

/**
 * Whether the document describes 409 as the response if a resource has the state already that the request gives it: "The
 * order is already cancelled". Other conflicts do not show what a repeated request gets. The description of an operation
 * with a 409 may say it too: "A cancelled order cannot be cancelled again", "Only open orders can be cancelled (409)".
 */
export function describesStateConflict(operation: Operation): boolean {
  const conflict = operation.responses.find(({ status }) => status === '409');
  if (!conflict) return false;
  if (operation.method === 'POST' && describesRepetition(operation)) return true;
  const text = conflict.description?.toLowerCase() ?? '';
  if (!/\balready\b/.test(text)) return false;
  if (operation.method !== 'POST')
    return /\b(status|state|stage|phase)\b/.test(text) && findStateNames(operation).length > 0;
  return /\b(status|state)\b/.test(text) || namesAction(operation, text);
}

/** Forms of verbs that do not begin like the verb. */
const participles: Readonly<Record<string, string>> = {
  ...{
    send: 'sent',
    pay: 'paid',
    hold: 'held',
    sell: 'sold',
    freeze: 'frozen',
    begin: 'begun',
    lend: 'lent',
  },
  ...{ build: 'built', spend: 'spent' },
};

/** The beginnings of the forms of the words of the last segment of the operation's path. */
const listForms = ({ path }: Operation): string[] =>
  listLastWords(path).flatMap((word) => [word.slice(0, STEM_LENGTH), participles[word] ?? []].flat());

const namesAction = (operation: Operation, text: string): boolean =>
  listForms(operation).some((form) => text.includes(form));

/** Whether a sentence of an operation's description says what a repeated request gets, by a word or by the 409. */
function describesRepetition(operation: Operation): boolean {
  const sentences = (operation.description ?? '').toLowerCase().split(/[.;]\s/);
  const isDone = new RegExp(`\\b(?:be|been) (?:\\w+ )?(?:${listForms(operation).join('|')})`);
  return sentences.some(
    (sentence) =>
      (/\b(again|already)\b/.test(sentence) && namesAction(operation, sentence)) ||
      (/\b409\b/.test(sentence) && listForms(operation).length > 0 && isDone.test(sentence)),
  );
}

/** The properties of the body that set the state of a resource. */
export const findStateNames = ({ body }: Operation): string[] => [
  ...new Set(
    (body?.content ?? [])
      .flatMap(({ schema }) => listProperties(schema))
      .map(([name]) => name)
      .filter(isStateName),
  ),
];
