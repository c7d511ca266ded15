import { findMediaType, getEssence } from '../../../spec/openapi/media-type.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';
import { stringifyUnusually } from '../malformed-bodies.ts';
import { withBody } from '../request-template.ts';
import { createValidRequest, type Probe } from './probe.ts';

const methodProbe = (method: string): Probe => ({
  rules: ['protocol:other-methods', 'protocol:method-not-allowed'],
  description: `${method} instead of the declared method`,
  createRequest: (input) => {
    // DELETE on a path without an id could delete a whole collection
    const unsafe = method === 'DELETE' && !input.local;
    const hasBody = method !== 'GET' && method !== 'DELETE';
    const request = hasBody ? createValidRequest(input) : input.template.request;
    return unsafe || input.isDeclared(method, request.path) ? undefined : { ...request, method };
  },
});

/**
 * The request with a `charset` parameter; undefined if its body is not `application/json`: other media types define
 * their own parameters, and JSON:API 1.1 requires 415 for this one.
 */
function withCharset(request: RequestSpec): RequestSpec | undefined {
  const isContentType = ([name]: readonly [string, string]) => name.toLowerCase() === 'content-type';
  const mediaType = request.headers.find(isContentType)?.[1];
  if (getEssence(mediaType ?? '') !== 'application/json') return undefined;
  const headers = request.headers.filter((header) => !isContentType(header));
  return { ...request, headers: [...headers, ['Content-Type', 'application/json; charset=UTF-8']] };
}

/** Bytes that are invalid as UTF-8 and have no byte order mark of UTF-16. */
const INVALID_TEXT = Buffer.from([0xc3, 0x28, 0x70, 0xff]).toString('base64');

/** Probes of HTTP: other methods, paths, media types and spellings. */
export const protocolProbes: readonly Probe[] = [
  methodProbe('GET'),
  methodProbe('PUT'),
  methodProbe('PATCH'),
  methodProbe('DELETE'),
  {
    rules: ['protocol:other-paths', 'protocol:not-found'],
    description: 'a path below the declared one',
    createRequest: (input) => {
      const request = createValidRequest(input);
      const path = `${request.path.split('?')[0]?.replace(/\/$/, '')}/${input.unknownName}/${input.unknownName}`;
      return input.isDeclared(request.method, path) ? undefined : { ...request, path };
    },
  },
  {
    rules: ['protocol:charset'],
    description: 'application/json; charset=UTF-8',
    createRequest: ({ validRequest, isKnown }) =>
      validRequest && isKnown ? withCharset(validRequest) : undefined,
  },
  {
    rules: ['protocol:json-spelling'],
    description: 'a valid body with unusual white space, order of names and escapes',
    createRequest: ({ template, fullBody, isKnown }) =>
      fullBody && isKnown ? withBody(template, { text: stringifyUnusually(fullBody) }) : undefined,
  },
  {
    rules: ['protocol:other-media-type', 'protocol:unsupported-media-type'],
    description: 'bytes that are not text, sent as text/plain',
    createRequest: ({ template }) =>
      findMediaType(template.operation.body?.content ?? [], 'text/plain')
        ? undefined
        : withBody(
            template,
            { base64: Buffer.from([0xff, 0xfe, 0x70, 0xc3]).toString('base64') },
            'text/plain',
          ),
  },
  {
    rules: ['protocol:other-media-type', 'protocol:unsupported-media-type'],
    description: 'valid JSON, sent as text/plain',
    createRequest: ({ template, body }) =>
      // sent as a string, because an error may echo the body as a JSON string
      body === null ? undefined : withBody(template, { text: JSON.stringify(body) }, 'text/plain'),
  },
  {
    rules: ['protocol:no-media-type'],
    description: 'bytes that are not text, without a media type',
    createRequest: ({ template }) => withBody(template, { base64: INVALID_TEXT }, null),
  },
  {
    rules: ['protocol:head'],
    description: 'HEAD and GET for the same resource',
    createRequest: ({ validRequest }) => {
      if (!validRequest || !['GET', 'HEAD'].includes(validRequest.method)) return undefined;
      return { ...validRequest, method: validRequest.method === 'GET' ? 'HEAD' : 'GET' };
    },
  },
  {
    rules: ['protocol:options'],
    description: 'OPTIONS instead of the declared method',
    createRequest: ({ template, isDeclared }) =>
      isDeclared('OPTIONS', template.request.path) ? undefined : { ...template.request, method: 'OPTIONS' },
  },
];
