import type { JsonResponse } from '../pipeline.ts';
import type { HttpSettings } from './http-settings.ts';

/** A conformant choice of the settings. */
export interface Variant<Settings> {
  id: string;
  description: string;
  settings?: Partial<Settings>;
  http?: Partial<HttpSettings>;
}

export const html = (status: number, title: string, headers: Record<string, string> = {}): JsonResponse => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body: `<!DOCTYPE html><html lang="en"><title>${title}</title><h1>${title}</h1></html>`,
});

const textPage = (status: number, text: string, headers: Record<string, string> = {}): JsonResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body: text,
});

export const addCharset = (mediaType: string): string => `${mediaType}; charset=utf-8`;

const postpone = (requestNumber: number, interval: number, status: number): JsonResponse | undefined =>
  requestNumber % interval === 0 ? textPage(status, 'Try again', { 'retry-after': '0' }) : undefined;

const choices = {
  gzip: ['bodies are compressed for clients that accept it', { framing: 'gzip' }],
  chunks: ['bodies are sent in chunks, without their length', { framing: 'chunks' }],
  closing: ['the connection is closed after each response', { headers: { connection: 'close' } }],
  charset: ['JSON media types have a charset parameter', { formatMediaType: addCharset }],
  'odd-media-type': [
    'JSON media types have capitals and a quoted parameter',
    { formatMediaType: (mediaType) => `${mediaType.replace('json', 'JSON')};Charset="UTF-8"` },
  ],
  'early-hints': ['early hints come before each response', { sendsEarlyHints: true }],
  'rate-limited': [
    'every 50th request gets 429, and may be sent again at once',
    { postpone: (requestNumber) => postpone(requestNumber, 50, 429) },
  ],
  busy: [
    'every 150th request gets 503, and may be sent again at once',
    { postpone: (requestNumber) => postpone(requestNumber, 150, 503) },
  ],
  'app-pages': [
    'an unknown path gets the page of a web application',
    { unknownPath: (method) => (method === 'GET' ? html(200, 'Application') : html(404, 'Not Found')) },
  ],
  'escaped-slashes': [
    'slashes are escaped in JSON, as PHP does',
    { formatJson: (value) => JSON.stringify(value).replaceAll('/', '\\/') },
  ],
  'float-integers': [
    'integers are written with a fraction: 1.0',
    {
      formatJson: (value) =>
        JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g, (token) =>
          /^-?\d+$/.test(token) ? `${token}.0` : token,
        ),
    },
  ],
  newline: ['JSON ends with a line break', { formatJson: (value) => `${JSON.stringify(value)}\n` }],
  indented: ['JSON is indented', { formatJson: (value) => JSON.stringify(value, undefined, 2) }],
  'ascii-only': [
    'characters outside ASCII are escaped in JSON',
    {
      formatJson: (value) =>
        JSON.stringify(value).replace(
          /[\u007f-\uffff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        ),
    },
  ],
  'html-404': ['the page for unknown paths is HTML', { unknownPath: () => html(404, 'Not Found') }],
  'text-404': ['unknown paths get plain text', { unknownPath: () => textPage(404, '404 page not found\n') }],
  'empty-404': [
    'unknown paths and methods get no body',
    {
      unknownPath: () => ({ status: 404, headers: {}, body: undefined }),
      otherMethod: (allow) => ({ status: 405, headers: { allow }, body: undefined }),
    },
  ],
  'method-404': [
    'a method that the path does not have gets 404',
    { otherMethod: () => html(404, 'Not Found') },
  ],
  'method-501': [
    'a method that the server does not know gets 501',
    { otherMethod: (allow) => textPage(501, 'Not Implemented', { allow }) },
  ],
  'options-200': ['OPTIONS gets 200 with a text', { options: (allow) => textPage(200, allow, { allow }) }],
  'options-405': [
    'OPTIONS is a method that no path has',
    { options: (allow) => textPage(405, 'Method Not Allowed', { allow }) },
  ],
  'no-head': ['HEAD is a method that no path has', { answersHead: false }],
  'slash-redirected': ['a slash at the end of a path is redirected', { trailingSlash: 'redirected' }],
  'slash-ignored': ['a slash at the end of a path is ignored', { trailingSlash: 'ignored' }],
  'rate-limit-headers': [
    'every response states a generous rate limit',
    { headers: { 'ratelimit-limit': '100000', 'ratelimit-remaining': '99990', 'ratelimit-reset': '60' } },
  ],
  'security-headers': [
    'every response has the headers of a cautious server',
    {
      headers: {
        'strict-transport-security': 'max-age=63072000',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'",
        'cache-control': 'no-store',
        'x-request-id': 'f4b1c2d3',
        vary: 'Accept, Accept-Encoding',
      },
    },
  ],
  cookies: [
    'every response sets two cookies',
    { headers: { 'set-cookie': ['visitor=1; Path=/; HttpOnly', 'theme=dark; Path=/'] } },
  ],
} as const satisfies Record<string, readonly [string, Partial<HttpSettings>]>;

/** Selects variants of the HTTP settings. Every style can have them. */
export const pickHttpVariants = (...ids: (keyof typeof choices)[]): Variant<never>[] =>
  ids.map((id) => ({ id, description: choices[id][0], http: choices[id][1] }));
