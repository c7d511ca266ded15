import type { Failure, FailureKind } from '../spec/message.ts';

/** How far an attempt had come. `answered` begins with the first byte of a response. */
export interface Progress {
  phase: 'connect' | 'headers' | 'body';
  answered: boolean;
}

type Sign = (code: string, message: string) => boolean;

const oneOf =
  (...codes: string[]): Sign =>
  (code) =>
    codes.includes(code);

/** Which errors of sockets, TLS, undici and its parser mean what. The first row that knows the error tells. */
const signs: readonly [FailureKind, Sign, says: string][] = [
  [
    'refused',
    oneOf('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES'),
    'the connection is refused',
  ],
  ['refused', (_, message) => message.startsWith('Proxy response'), 'the proxy refuses the connection'],
  ['dns', oneOf('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'), 'the host name does not resolve'],
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
  ['protocol', oneOf('HPE_INVALID_CONSTANT'), 'the answer is not HTTP'],
  ['protocol', oneOf('HPE_INVALID_EOF_STATE'), 'the answer breaks off within its framing'],
  ['protocol', (code) => code.startsWith('HPE_'), 'the answer breaks the HTTP/1.1 message format'],
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
export function failureOf(error: unknown, { phase, answered }: Progress): Failure {
  const { code, message } = detailsOf(error);
  const [kind, , says] = signs.find(([, sign]) => sign(code, message)) ?? [
    'protocol',
    undefined,
    'the exchange fails',
  ];
  const when = {
    connect: '',
    headers: answered ? ' within the header' : ' before an answer',
    body: ' within the body',
  }[phase];
  const began = answered && code !== 'HPE_INVALID_CONSTANT'; // what does not even begin with HTTP/ is no answer
  return { kind, message: `${says}${kind === 'reset' ? when : ''}${code && ` (${code})`}`, answered: began };
}

function detailsOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const inner =
    error instanceof AggregateError ? error.errors.find((one) => one instanceof Error) : undefined;
  const code = 'code' in error ? error.code : undefined;
  if (code === undefined && inner !== undefined) return detailsOf(inner);
  return { code: typeof code === 'string' ? code : '', message: error.message };
}
