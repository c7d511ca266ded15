import { STATUS_CODES } from 'node:http';
import type { Finding } from '../spec/clauses/verdict.ts';
import { parentPointer, parsePointer } from '../spec/json.ts';
import type { Exchange, HeaderList, ReceivedBody } from '../spec/openapi/exchange.ts';
import { jsonExcerpt, jsonOverview, type MarkedLine, textExcerpt } from './body-excerpt.ts';
import { printable, printableValue } from './printable.ts';

const plain = (text: string): MarkedLine => ({ text, marked: false });

function headerLines(headers: HeaderList, marked: (name: string) => boolean): MarkedLine[] {
  return headers.map(([name, value]) => ({
    text: printable(`${name}: ${value}`, 200),
    marked: marked(name.toLowerCase()),
  }));
}

/** A violation's parameter: `header/x-id` names a header, `query/limit` and `path/id` are in the request line. */
function parameterOf(exchange: Exchange): { in: string; name: string } | undefined {
  const match = /^(header|query|path|cookie)\/(.*)$/.exec(exchange.case.violation?.instancePointer ?? '');
  return match ? { in: match[1] ?? '', name: (match[2] ?? '').toLowerCase() } : undefined;
}

/** Read from text, since what was sent is kept as text; undefined where it is not JSON. */
function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // sent on purpose: the text itself is shown
  }
}

function bodyLines(text: string, where: string | undefined): MarkedLine[] {
  const json = text.length <= 1_000_000 ? parsed(text) : undefined;
  if (!json) return textExcerpt(text, where !== undefined);
  return where === undefined ? jsonOverview(json.value) : jsonExcerpt(json.value, where, 8);
}

function changeText(exchange: Exchange): MarkedLine[] {
  const violation = exchange.case.violation;
  if (!violation) return [];
  const was = violation.before === undefined ? 'absent' : printableValue(violation.before);
  const now = violation.after === undefined ? 'absent' : printableValue(violation.after);
  return [plain(`— violated: ${printable(violation.description, 200)} (was ${was}, now ${now})`)];
}

/** What the client writes by itself into every request; told only where a case asks for it. */
const usual = new Set(['host', 'connection', 'accept-encoding', 'user-agent', 'content-length']);

function requestHeaders({ sent, case: { request } }: Exchange): HeaderList {
  const asked = new Set(request.headers.map(([name]) => name.toLowerCase()));
  return sent.headers.filter(([name]) => !usual.has(name.toLowerCase()) || asked.has(name.toLowerCase()));
}

/** Credentials that are what the case is about. */
const areWrong = ({ case: { request } }: Exchange): boolean =>
  !['access', 'none'].includes(request.credentials);

/** The request as sent, the violated place marked. */
export function sentLines(exchange: Exchange): MarkedLine[] {
  const { method, url, body } = exchange.sent;
  const parameter = parameterOf(exchange);
  const where = parameter ? undefined : exchange.case.violation?.instancePointer;
  return [
    {
      text: printable(`${method} ${url}`, 500),
      marked: parameter !== undefined && parameter.in !== 'header',
    },
    ...headerLines(
      requestHeaders(exchange),
      (name) =>
        (parameter?.in === 'header' && name === parameter.name) ||
        (name === 'authorization' && areWrong(exchange)),
    ),
    ...(body === undefined || body === '' ? [] : [plain(''), ...bodyLines(body, where)]),
    ...changeText(exchange),
  ];
}

/** The other requests of a finding that needs several, each on one line. */
export function besideLines(others: readonly Exchange[]): MarkedLine[] {
  const shown = others.slice(0, 3).map(({ id, case: { description }, sent: { method, url, body } }) => {
    const sent = `${method} ${url} ${body ?? ''}`.trimEnd();
    return plain(`— together with exchange ${id}, ${printable(description, 200)}: ${printable(sent, 300)}`);
  });
  return others.length > 3 ? [...shown, plain(`— and ${others.length - 3} more`)] : shown;
}

/** A finding about what is absent is best seen where it is missing. */
function receivedBodyLines(body: ReceivedBody, where: Finding['location']): MarkedLine[] {
  const at = typeof where === 'object' ? where.body : undefined;
  if (body.json && at !== undefined && at !== '')
    return jsonExcerpt(body.json.value, at, parsePointer(parentPointer(at)).length ? 3 : 5);
  if (body.json) return jsonOverview(body.json.value);
  if (body.text === '') return [{ text: '(no body)', marked: where === 'body' || at !== undefined }];
  return textExcerpt(body.text, where === 'body' || at !== undefined);
}

/** The part of the answer that a finding is about, marked, with its context. */
export function receivedLines(exchange: Exchange, where: Finding['location']): MarkedLine[] {
  const { response, failure } = exchange;
  const broken = failure
    ? [{ text: `${failure.kind}: ${printable(failure.message, 300)}`, marked: true }]
    : [];
  if (!response) return broken;
  const name =
    typeof where === 'string' && where.startsWith('header ')
      ? where.slice('header '.length).toLowerCase()
      : undefined;
  const shown = response.headers.filter(([header]) => ['content-type', name].includes(header.toLowerCase()));
  const absent = name !== undefined && !shown.some(([header]) => header.toLowerCase() === name);
  return [
    { text: `${response.status} ${STATUS_CODES[response.status] ?? ''}`.trim(), marked: where === 'status' },
    ...headerLines(shown, (header) => header === name),
    ...(absent ? [{ text: `(no ${printable(name, 120)})`, marked: true }] : []),
    plain(''),
    ...receivedBodyLines(response.body, where),
    ...broken,
  ];
}
