import type { TransportFailure, TransportFailureKind } from '../spec/openapi/exchange.ts';
import { notLoopback } from './loopback.ts';

/** How far an attempt had come. `answered` begins with the first byte of a response. */
export interface Progress {
  phase: 'connect' | 'headers' | 'body';
  answered: boolean;
}

/** llhttp's errors have no code (undici 7 looks it up the wrong way round), only their reasons in brackets. */
export const parserError = 'HTTPParserError';
const notHttp = /\(Expected HTTP\//;

type Sign = (code: string, message: string) => boolean;

const oneOf =
  (...codes: string[]): Sign =>
  (code) =>
    codes.includes(code);

/** Which errors of sockets, TLS, undici and its parser mean what. The first row that knows the error tells. */
const signs: readonly [TransportFailureKind, Sign, says: string][] = [
  [
    'refused',
    oneOf('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES'),
    'the connection is refused',
  ],
  ['refused', (_, message) => message.startsWith('Proxy response'), 'the proxy refuses the connection'],
  ['dns', oneOf('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'), 'the host name does not resolve'],
  ['dns', oneOf(notLoopback), 'the host name leads to another machine, though it says that it is this one'],
  ['connect timeout', oneOf('UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'), 'no connection within the time limit'],
  [
    'tls',
    oneOf('EPROTO', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UND_ERR_PRX_TLS', 'HOSTNAME_MISMATCH'),
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
  ['protocol', oneOf('UND_ERR_HEADERS_OVERFLOW'), 'the header fields are too many or too long'],
  ['protocol', oneOf('UND_ERR_RES_CONTENT_LENGTH_MISMATCH'), 'the body is not as long as announced'],
  ['protocol', (_, message) => notHttp.test(message), 'the answer is not HTTP'],
  ['protocol', oneOf(parserError), 'the answer breaks the HTTP/1.1 message format'],
  ['protocol', (_, message) => message === 'bad response', 'the answer begins with 100 Continue, unasked'],
  [
    'protocol',
    (_, message) => message === 'bad upgrade',
    'the answer switches to a protocol that was not asked for',
  ],
  [
    'reset',
    oneOf('ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ECONNABORTED', 'UND_ERR_INFO'),
    'the connection is closed',
  ],
];

/** The failure that an error of the client means, told without the error's own words, which may quote the answer. */
export function failureOf(error: unknown, { phase, answered }: Progress): TransportFailure {
  const { code, message } = detailsOf(error);
  const [kind, , says] = signs.find(([, sign]) => sign(code, message)) ?? (answered ? unreadable : unknown);
  const where = kind === 'reset' ? whens[phase][answered ? 1 : 0] : '';
  const reason = code === parserError ? /\([^()]*\)$/.exec(message)?.[0] : code && `(${code})`;
  return {
    kind,
    message: [says, where, reason].filter(Boolean).join(' '),
    answered: answered && !noAnswer.test(message),
  };
}

/** What undici itself cannot cope with in an answer, as a status below 100, is no valid answer. */
const unreadable = ['protocol', undefined, 'the answer cannot be read'] as const;
const unknown = ['aborted', undefined, 'the request cannot be sent'] as const;

/** By phase: before and after the first byte of an answer. */
const whens = {
  connect: ['', ''],
  headers: ['before an answer', 'within the header'],
  body: ['within the body', 'within the body'],
} as const;

/**
 * What does not even begin with HTTP/ is no answer; and an unasked 100 is lawful (RFC 9110 section 15.2) but nothing that
 * undici reads on from: neither can be held against the target's contract.
 */
const noAnswer = /\(Expected HTTP\/|^bad response$/;

function detailsOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  if (error.name === parserError) return { code: parserError, message: error.message };
  const inner =
    error instanceof AggregateError ? error.errors.find((one) => one instanceof Error) : undefined;
  const code = 'code' in error ? error.code : undefined;
  if (code === undefined && inner !== undefined) return detailsOf(inner);
  return { code: typeof code === 'string' ? code : '', message: error.message };
}
