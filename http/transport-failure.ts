import type { TransportFailure, TransportFailureKind } from '../spec/openapi/exchange.ts';
import { notLoopbackCode } from './loopback.ts';

/** The progress of an attempt. `answered` is true from the first byte of the final response. */
export interface ResponseProgress {
  phase: 'connect' | 'headers' | 'body';
  answered: boolean;
}

/** Parser errors of undici 7 have no usable code, only a reason in parentheses at the end of the message. */
export const parserErrorName = 'HTTPParserError';
const notHttp = /\(Expected HTTP\//;

type ErrorMatcher = (code: string, message: string) => boolean;

const hasCode =
  (...codes: string[]): ErrorMatcher =>
  (code) =>
    codes.includes(code);

/** Classifies errors of sockets, TLS, undici and its parser. The first matching rule applies. */
const errorRules: readonly [TransportFailureKind, ErrorMatcher, description: string][] = [
  [
    'refused',
    hasCode('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES'),
    'the connection is refused',
  ],
  ['refused', (_, message) => message.startsWith('Proxy response'), 'the proxy refuses the connection'],
  ['dns', hasCode('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'), 'the host name does not resolve'],
  ['dns', hasCode(notLoopbackCode), 'the loopback host name resolves to another machine'],
  ['connect timeout', hasCode('UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'), 'no connection within the time limit'],
  [
    'tls',
    hasCode('EPROTO', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UND_ERR_PRX_TLS', 'HOSTNAME_MISMATCH'),
    'TLS fails',
  ],
  [
    'tls',
    (code) => /^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|UNABLE_TO_|INVALID_CA|CRL_|PATH_LENGTH)/.test(code),
    'TLS fails',
  ],
  [
    'tls',
    (_, message) => message.includes('before secure TLS connection'),
    'the connection is closed while TLS is set up',
  ],
  ['protocol', hasCode('UND_ERR_HEADERS_OVERFLOW'), 'the header fields are too many or too long'],
  [
    'protocol',
    hasCode('UND_ERR_RES_CONTENT_LENGTH_MISMATCH'),
    'the body is not as long as Content-Length announces',
  ],
  ['protocol', (_, message) => notHttp.test(message), 'the response is not HTTP'],
  ['protocol', hasCode(parserErrorName), 'the response violates the HTTP/1.1 message format'],
  [
    'protocol',
    (_, message) => message === 'bad response',
    'the response begins with 100 Continue, but the request did not expect it',
  ],
  [
    'protocol',
    (_, message) => message === 'bad upgrade',
    'the response switches to a protocol that the request did not offer',
  ],
  [
    'reset',
    hasCode('ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ECONNABORTED', 'UND_ERR_INFO'),
    'the connection is closed',
  ],
];

/** Converts an error of undici. Its message is left out, because it may quote the response. */
export function toTransportFailure(error: unknown, { phase, answered }: ResponseProgress): TransportFailure {
  const { code, message } = readError(error);
  const [kind, , description] =
    errorRules.find(([, matches]) => matches(code, message)) ?? (answered ? unreadableRule : unsentRule);
  const position = kind === 'reset' ? closePositions[phase][answered ? 1 : 0] : '';
  const reason = code === parserErrorName ? /\([^()]*\)$/.exec(message)?.[0] : code && `(${code})`;
  return {
    kind,
    message: [description, position, reason].filter(Boolean).join(' '),
    answered: answered && !notAResponse.test(message),
  };
}

/** For some invalid responses, undici throws errors that no rule matches. */
const unreadableRule = ['protocol', undefined, 'the response cannot be read'] as const;
const unsentRule = ['aborted', undefined, 'the request cannot be sent'] as const;

/** Where the connection closed: before or after the first byte of the response. */
const closePositions = {
  connect: ['', ''],
  headers: ['before a response', 'within the response header'],
  body: ['within the response body', 'within the response body'],
} as const;

/**
 * Errors after which no response counts as received: for bytes that do not begin with `HTTP/`, and for an unexpected
 * 100, which RFC 9110 section 15.2 allows but undici does not skip.
 */
const notAResponse = /\(Expected HTTP\/|^bad response$/;

function readError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  if (error.name === parserErrorName) return { code: parserErrorName, message: error.message };
  const inner =
    error instanceof AggregateError ? error.errors.find((one) => one instanceof Error) : undefined;
  const code = 'code' in error ? error.code : undefined;
  if (code === undefined && inner !== undefined) return readError(inner);
  return { code: typeof code === 'string' ? code : '', message: error.message };
}
