import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { buildConnector, type Dispatcher, Pool, ProxyAgent } from 'undici';
import { lookupLoopback } from './loopback.ts';
import { UsageError } from './usage-error.ts';

export interface Reach {
  origin: string;
  connections: number;
  timeoutMs: number;
  /** Whether the origin must be this machine. */
  local: boolean;
  /** A file of certificates. */
  ca?: string | undefined;
  proxy?: string | undefined;
}

/** Also Node's own limit is 16 KiB: twice that is generous, and bounds the memory that header fields take. */
const maxHeaderSize = 32 * 1024;

/**
 * Keeps connections to one origin. The client's own timer ends every exchange: undici's timers are off.
 * @throws UsageError for an unreadable certificate file or an unusable proxy.
 */
export function createDispatcher(reach: Reach, watch: (socket: Socket) => void): Dispatcher {
  const tls = reach.ca === undefined ? {} : { ca: [...rootCertificates, readCertificates(reach.ca)] };
  const limits = {
    maxHeaderSize,
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 1,
    connections: reach.connections,
  };
  if (reach.proxy !== undefined) {
    return new ProxyAgent({
      ...limits,
      uri: proxyUri(reach.proxy),
      requestTls: { ...tls, timeout: reach.timeoutMs },
      proxyTls: tls,
    });
  }
  const lookup = reach.local ? { lookup: lookupLoopback() } : {};
  const connector = buildConnector({ ...tls, ...lookup, timeout: reach.timeoutMs });
  const connect: buildConnector.connector = (options, callback) =>
    connector(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      watch(socket);
      callback(null, socket);
    });
  return new Pool(reach.origin, { ...limits, connect });
}

function readCertificates(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`--ca: ${file} cannot be read: ${String(cause)}`, { cause });
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(`--ca: ${file} holds no certificate: it must be a PEM file.`);
  }
  return text;
}

/** The proxy's URL may hold a password: it is not echoed. */
function proxyUri(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href;
  throw new UsageError('--proxy takes an http or https URL such as http://proxy.example:3128.');
}
