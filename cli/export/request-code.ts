import { bindRequest } from '../../http/bind-request.ts';
import type { GivenCredentials, PlacedCredential } from '../../http/credential-store.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { HeaderList, RequestSpec } from '../../spec/openapi/request.ts';
import { placeSamples } from '../describe-credentials.ts';
import { writeCredentialCode } from './credential-code.ts';
import { quoteTemplate, quoteText } from './quote-code.ts';

/** A call of `fetch` that sends a request, as lines of code. */
export interface RequestCode {
  lines: string[];
  /** The method and path as string literals, without credentials. */
  method: string;
  path: string;
  /** The environment variables with the secrets that the code reads. */
  variables: string[];
}

/** What determines a request, other than the request itself. */
interface RequestContext {
  operation: Operation;
  /** Whether the suite of the operation has variables for its tokens. */
  ofSuite: boolean;
  credentials: GivenCredentials;
  /** Header fields that every request carries. */
  publicHeaders: HeaderList;
}

/** Header fields that `fetch` writes itself. */
const fetchHeaders = new Set(['host', 'connection', 'content-length']);
/** Header fields that `fetch` adds if a request has none. */
const addedHeaders = ['accept', 'user-agent', 'accept-encoding'];
const unsendableHeaders =
  /^(?:host|connection|content-length|transfer-encoding|keep-alive|expect|upgrade|te)$/i;

/**
 * Writes a request as a call of `fetch`.
 * @returns the code, or the reason why `fetch` cannot send the request
 */
export function writeRequest(request: RequestSpec, context: RequestContext): RequestCode | string {
  const expressions = new Map<string, string>();
  const variables: string[] = [];
  const credentials: PlacedCredential[] = [];
  for (const [index, placed] of placeSamples(request, context.operation, context.credentials).entries()) {
    const written = writeCredentialCode(placed, context.ofSuite);
    if (written === undefined) return 'it carries a token that an earlier response issued';
    const { code, variable } = written;
    const placeholder = `‹code ${index}›`;
    expressions.set(placeholder, code);
    expressions.set(encodeURIComponent(placeholder), `encodeURIComponent(${code})`);
    if (variable !== undefined) variables.push(variable);
    credentials.push({ in: placed.in, name: placed.name, value: placeholder });
  }
  const { method, path, headers, body } = bindRequest(request, {
    baseUrl: { origin: '', host: '', path: '' },
    ...{ credentials, extraHeaders: context.publicHeaders, expandPlaceholders: (text) => text },
  });
  const sent = headers.filter(([name]) => !fetchHeaders.has(name));
  const obstacle = findObstacle(request, { path, headers: sent, body });
  if (obstacle !== undefined) return obstacle;
  const bytes = body && writeBody(body, sent);
  return {
    ...{ method: quoteText(method), path: quoteText(request.path), variables },
    lines: [
      `const response = await fetch(target + ${quoteTemplate(path, expressions)}, {`,
      `  method: ${quoteText(method)},`,
      '  headers: {',
      ...sent.map(
        ([name, value]) => `    ${quoteText(name.toLowerCase())}: ${quoteTemplate(value, expressions)},`,
      ),
      '  },',
      ...(bytes === undefined ? [] : [`  body: ${bytes},`]),
      "  redirect: 'manual',",
      '});',
    ],
  };
}

/** Explains why `fetch` cannot send a request unchanged; undefined if it can. */
function findObstacle(
  { method, headers: own, omittedHeaders = [] }: RequestSpec,
  { path, headers, body }: { path: string; headers: HeaderList; body?: Buffer | undefined },
): string | undefined {
  if (/^(?:TRACE|CONNECT|TRACK)$/.test(method) || (body && /^(?:GET|HEAD)$/.test(method)))
    return `fetch cannot send ${method}${body ? ' with a body' : ''}`;
  const unsendable = own.find(([name]) => unsendableHeaders.test(name))?.[0];
  if (unsendable !== undefined) return `fetch cannot set ${unsendable}`;
  const added = omittedHeaders.find((name) => addedHeaders.includes(name));
  if (added !== undefined) return `fetch always sends ${added}`;
  const names = headers.map(([name]) => name.toLowerCase());
  if (new Set(names).size < names.length) return 'fetch merges header fields of the same name';
  const { pathname, search } = new URL(`http://localhost${path}`);
  if (pathname + search !== path) return 'fetch changes its path';
  if (/‹(?!code )/.test([path, ...headers.map(([, value]) => value), body?.toString() ?? ''].join('\n')))
    return 'it carries a token that an earlier response issued';
  return undefined;
}

/** Writes a body as text if `fetch` sends it unchanged, without a media type of its own; else as bytes. */
function writeBody(body: Buffer, headers: HeaderList): string {
  const text = body.toString('utf8');
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (!Buffer.from(text).equals(body)) return `Buffer.from('${body.toString('base64')}', 'base64')`;
  return isTyped ? quoteText(text) : `Buffer.from(${quoteText(text)})`;
}
