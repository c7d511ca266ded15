import { STATUS_CODES } from 'node:http';
import type { Finding } from '../spec/clauses/verdict.ts';
import { hasInexactIntegers } from '../spec/exact-integers.ts';
import { parentPointer, parsePointer } from '../spec/json.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { HeaderList } from '../spec/openapi/request.ts';
import type { ReceivedBody } from '../spec/openapi/response.ts';
import { excerptJson, excerptText, type MarkedLine, summarizeJson } from './body-excerpt.ts';
import { decodeVisibly } from './decode-visibly.ts';
import { toPrintable, toPrintableJson } from './printable.ts';

const toUnmarkedLine = (text: string): MarkedLine => ({ text, marked: false });

function formatHeaders(headers: HeaderList, isMarked: (name: string) => boolean): MarkedLine[] {
  return headers.map(([name, value]) => ({
    text: toPrintable(`${name}: ${value}`, 200),
    marked: isMarked(name.toLowerCase()),
  }));
}

/**
 * Returns the parameter that was mutated, from a pointer such as `header/x-id`, `query/limit` or `path/id`; undefined
 * if it was the body.
 */
function findParameter(exchange: Exchange): { in: string; name: string } | undefined {
  const match = /^(header|query|path|cookie)\/(.*)$/.exec(exchange.case.violation?.instancePointer ?? '');
  return match ? { in: match[1] ?? '', name: (match[2] ?? '').toLowerCase() } : undefined;
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // a body that is malformed on purpose is shown as text
  }
}

/**
 * Renders a request body. JSON is formatted only if that keeps its meaning: a case may be about a number too large for
 * a double or about a repeated name.
 */
function excerptRequestBody(exchange: Exchange, text: string, pointer: string | undefined): MarkedLine[] {
  const { body } = exchange.case.request;
  if (body !== undefined && 'base64' in body && text.includes('\ufffd'))
    return excerptText(decodeVisibly(Buffer.from(body.base64, 'base64')), true);
  const json = text.length <= 1_000_000 ? parseJson(text) : undefined;
  if (!json) return excerptText(text, pointer !== undefined);
  const isExact = body === undefined || !('text' in body) || JSON.stringify(json.value) === text;
  if (!isExact) return excerptText(text, true);
  return pointer === undefined ? summarizeJson(json.value) : excerptJson(json.value, pointer, 8);
}

function formatViolation(exchange: Exchange): MarkedLine[] {
  const violation = exchange.case.violation;
  if (!violation) return [];
  const before = violation.before === undefined ? 'absent' : toPrintableJson(violation.before);
  const after = violation.after === undefined ? 'absent' : toPrintableJson(violation.after);
  return [
    toUnmarkedLine(`— mutation: ${toPrintable(violation.description, 200)} (was ${before}, now ${after})`),
  ];
}

/** Headers that the client adds to every request. They are shown only if the case sets them. */
const defaultHeaders = new Set(['host', 'connection', 'accept-encoding', 'user-agent', 'content-length']);

function selectRequestHeaders({ sent, case: { request } }: Exchange): HeaderList {
  const own = new Set(request.headers.map(([name]) => name.toLowerCase()));
  return sent.headers.filter(
    ([name]) => !defaultHeaders.has(name.toLowerCase()) || own.has(name.toLowerCase()),
  );
}

const hasWrongCredentials = ({ case: { request } }: Exchange): boolean =>
  !['access', 'none'].includes(request.credentials);

/** The request as sent, with the mutated location marked. */
export function excerptRequest(exchange: Exchange): MarkedLine[] {
  const { method, url, body } = exchange.sent;
  const parameter = findParameter(exchange);
  const pointer = parameter ? undefined : exchange.case.violation?.instancePointer;
  return [
    {
      text: toPrintable(`${method} ${url}`, 500),
      marked: parameter !== undefined && parameter.in !== 'header',
    },
    ...formatHeaders(
      selectRequestHeaders(exchange),
      (name) =>
        (parameter?.in === 'header' && name === parameter.name) ||
        (name === 'authorization' && hasWrongCredentials(exchange)),
    ),
    ...(body === undefined || body === ''
      ? []
      : [toUnmarkedLine(''), ...excerptRequestBody(exchange, body, pointer)]),
    ...formatViolation(exchange),
  ];
}

/** Renders the other requests of a finding that several exchanges show, one line for each. */
export function excerptOtherRequests(others: readonly Exchange[]): MarkedLine[] {
  const shown = others.slice(0, 3).map(({ id, case: { description }, sent: { method, url, body } }) => {
    const sent = `${method} ${url} ${body ?? ''}`.trimEnd();
    return toUnmarkedLine(
      `— together with exchange ${id}, ${toPrintable(description, 200)}: ${toPrintable(sent, 300)}`,
    );
  });
  return others.length > 3 ? [...shown, toUnmarkedLine(`— and ${others.length - 3} more`)] : shown;
}

/**
 * Renders the steps of a scenario before the one that shows the failure, each with its status and the values that come
 * from earlier responses.
 */
export function excerptSteps(steps: readonly Exchange[], shown: Exchange): MarkedLine[] {
  const numbers = new Map(steps.map((each, index) => [each.case.id, index + 1]));
  const describeBindings = ({ case: { step } }: Exchange): string => {
    const texts = (step?.bindings ?? []).flatMap(({ name, expression, source }) => {
      const number = numbers.get(source);
      return number === undefined ? [] : [`${name} is ${expression} of step ${number}`];
    });
    return texts.length > 0 ? ` (${texts.join(', ')})` : '';
  };
  const lines = steps.map((each, index) => {
    const { sent, response, failure } = each;
    const request = toPrintable(`${sent.method} ${sent.url} ${sent.body ?? ''}`.trimEnd(), 300);
    const answer = response ? String(response.status) : (failure?.kind ?? 'no response');
    return toUnmarkedLine(
      `— step ${index + 1}: ${request}, answered with ${answer}${describeBindings(each)}`,
    );
  });
  return [
    ...lines,
    toUnmarkedLine(`— step ${steps.length + 1} is the request above${describeBindings(shown)}`),
  ];
}

/** Renders what was judged around the location of a finding, which is marked: the response, or the delivery. */
export const excerptReceived = (exchange: Exchange, location: Finding['location']): MarkedLine[] =>
  exchange.delivery
    ? excerptMessage(exchange.sent.headers, exchange.delivery.body, location)
    : excerptResponse(exchange, location);

function excerptResponse(exchange: Exchange, location: Finding['location']): MarkedLine[] {
  const { response, failure } = exchange;
  const failureLines = failure
    ? [{ text: `${failure.kind}: ${toPrintable(failure.message, 300)}`, marked: true }]
    : [];
  if (!response) return failureLines;
  return [
    {
      text: `${response.status} ${STATUS_CODES[response.status] ?? ''}`.trim(),
      marked: location === 'status',
    },
    ...excerptMessage(response.headers, response.body, location),
    ...failureLines,
  ];
}

function excerptMessage(
  headers: HeaderList,
  body: ReceivedBody,
  location: Finding['location'],
): MarkedLine[] {
  const name =
    typeof location === 'string' && location.startsWith('header ')
      ? location.slice('header '.length).toLowerCase()
      : undefined;
  const shown = headers.filter(([header]) => ['content-type', name].includes(header.toLowerCase()));
  const isMissing = name !== undefined && !shown.some(([header]) => header.toLowerCase() === name);
  return [
    ...formatHeaders(shown, (header) => header === name),
    ...(isMissing ? [{ text: `(no ${toPrintable(name, 120)})`, marked: true }] : []),
    toUnmarkedLine(''),
    ...excerptBody(body, location),
  ];
}

function excerptBody(body: ReceivedBody, location: Finding['location']): MarkedLine[] {
  const pointer = typeof location === 'object' ? location.body : undefined;
  const json = hasInexactIntegers(body.text) ? undefined : body.json;
  if (json && pointer !== undefined && pointer !== '')
    return excerptJson(json.value, pointer, parsePointer(parentPointer(pointer)).length ? 3 : 5);
  if (json) return summarizeJson(json.value);
  const marked = location === 'body' || pointer !== undefined;
  return body.text === '' ? [{ text: '(no body)', marked }] : excerptText(body.text, marked);
}
