import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { buildConnector, type Dispatcher, Pool, ProxyAgent } from 'undici';
import { parseUrl } from '../spec/parse-url.ts';
import { createLoopbackLookup } from './loopback.ts';
import { UsageError } from './usage-error.ts';

export interface ConnectionOptions {
  origin: string;
  connections: number;
  timeoutMs: number;
  /** Whether the host name may resolve to loopback addresses only. */
  mustBeLoopback: boolean;
  /** Path of a PEM file with additional certificate authorities. */
  ca?: string | undefined;
  proxy?: string | undefined;
}

/** Twice Node's default. Without a limit, header fields could use any amount of memory. */
const maxHeaderSize = 32 * 1024;

/**
 * Creates the connection pool for one origin. undici's timeouts are disabled, because `sendOnce` has its own timer.
 * @throws UsageError for an unreadable certificate file or an unusable proxy.
 */
export function createDispatcher(
  options: ConnectionOptions,
  onConnect: (socket: Socket) => void,
): Dispatcher {
  const tls = options.ca === undefined ? {} : { ca: [...readCertificates(options.ca)] };
  const limits = {
    maxHeaderSize,
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 1,
    connections: options.connections,
  };
  if (options.proxy !== undefined) {
    return new ProxyAgent({
      ...limits,
      uri: parseProxyUrl(options.proxy),
      requestTls: { ...tls, timeout: options.timeoutMs },
      proxyTls: tls,
    });
  }
  const lookup = options.mustBeLoopback ? { lookup: createLoopbackLookup() } : {};
  const connector = buildConnector({ ...tls, ...lookup, timeout: options.timeoutMs });
  const connect: buildConnector.connector = (socketOptions, callback) =>
    connector(socketOptions, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      onConnect(socket);
      callback(null, socket);
    });
  return new Pool(options.origin, { ...limits, connect });
}

/**
 * Reads a PEM file of certificate authorities. Returns them and those of Node.
 * @throws UsageError if the file is unreadable or has no certificate
 */
export function readCertificates(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`--ca: ${file} cannot be read: ${String(cause)}`, { cause });
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(`--ca: ${file} contains no certificate. Give a PEM file.`);
  }
  return [...rootCertificates, text];
}

/** Parses the URL of `--proxy`. The error message does not repeat it, because it may contain a password. */
function parseProxyUrl(text: string): string {
  const url = parseUrl(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href;
  throw new UsageError('--proxy takes an http or https URL, for example http://proxy.example:3128.');
}
