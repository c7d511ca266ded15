import type { StatusPattern } from '../../spec/clauses/rules.ts';
import { isJson } from '../../spec/openapi/message-schemas.ts';
import { header, matches, mediaType, type Oracle, wrongStatus } from '../check-context.ts';
import { plainStatuses } from '../statuses.ts';

/** Rules about HTTP that every answer can speak for. */
export const protocol: Readonly<Record<string, Oracle>> = {
  'protocol:answered': () => 'holds',

  'protocol:framing': () => 'holds',

  'protocol:no-server-error': ({ response, exchange }) => {
    const unimplemented = response.status === 501 && exchange.case.role === 'protocol:other-methods';
    return response.status < 500 || unimplemented ? 'holds' : wrongStatus(response, 'a status below 500');
  },

  'protocol:status': ({ response, documented, exchange, model, credentialsAccepted }) => {
    if (response.status >= 500) return undefined;
    const plain = plainStatuses(exchange.case, model.operation.path.includes('{'), credentialsAccepted);
    if (documented || plain.some((pattern) => matches(response.status, pattern))) return 'holds';
    const known = model.operation.responses.map(({ status }) => status as StatusPattern); // keys of `responses`
    return wrongStatus(
      response,
      `one of ${known.join(', ')} (documented)${plain.length > 0 ? ` or ${plain.join(', ')} (plain HTTP)` : ''}`,
    );
  },

  'protocol:media-type': ({ response, documented, exchange }) => {
    if (!documented || documented.content.length === 0 || exchange.sent.method === 'HEAD') return undefined;
    const own = mediaType(response);
    const types = documented.content.map(({ type }) => type);
    if (own !== undefined && types.some((type) => type === own || type === '*/*' || matchesRange(own, type)))
      return 'holds';
    return {
      location: 'header content-type',
      expected: types.join(' or '),
      received: { words: own ?? 'nothing' },
    };
  },

  'protocol:json': ({ response, exchange }) => {
    const own = mediaType(response);
    if (own === undefined || !isJson(own) || exchange.sent.method === 'HEAD' || response.status === 204)
      return undefined;
    if (response.body.json) return 'holds';
    return {
      location: 'body',
      expected: 'JSON text in UTF-8',
      received: { words: response.body.unreadable ?? 'something else' },
    };
  },

  'protocol:unique-names': ({ response }) => {
    if (!response.body.json) return undefined;
    const repeated = response.body.duplicates ?? [];
    const words = `${repeated.map((name) => `\`${name}\``).join(', ')} more than once`;
    return repeated.length === 0
      ? 'holds'
      : { location: 'body', expected: 'names that are unique within their object', received: { words } };
  },

  'protocol:content-type': ({ response }) => {
    if (response.body.bytes === 0) return undefined;
    const wrong = {
      location: 'header content-type',
      expected: 'the media type of the body',
      received: { words: 'nothing' },
    } as const;
    return mediaType(response) ? 'holds' : wrong;
  },

  'protocol:date': ({ response }) => {
    if (response.status >= 500) return undefined;
    const [date] = header(response, 'date');
    if (date !== undefined && !Number.isNaN(Date.parse(date))) return 'holds';
    return { location: 'header date', expected: 'an HTTP date', received: { words: date ?? 'nothing' } };
  },

  'protocol:allow': ({ response, model }) => {
    if (response.status !== 405) return undefined;
    const allow = header(response, 'allow');
    const methods = allow.flatMap((value) => value.split(',')).map((method) => method.trim());
    if (methods.includes(model.operation.method)) return 'holds';
    return {
      location: 'header allow',
      expected: `a list of methods with ${model.operation.method}`,
      received: { words: allow.join(', ') || 'nothing' },
    };
  },
};

/** `application/*` in a document covers its subtypes (OpenAPI 3.1.1, 4.8.14.1). */
const matchesRange = (own: string, range: string): boolean =>
  range.endsWith('/*') && own.startsWith(range.slice(0, -1));
