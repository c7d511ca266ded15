import type { ServerResponse } from 'node:http';
import type { Answer, Ask, Wire } from './pipeline.ts';

/** Writes a whole answer with its length. */
function put(outgoing: ServerResponse, { status, headers, body }: Wire): void {
  const bytes = Buffer.from(body);
  const length = status === 204 || status === 304 ? {} : { 'content-length': bytes.length };
  outgoing.writeHead(status, { ...length, ...headers });
  outgoing.end(bytes);
}

const marks = { 'polar-version': '2026-08-01', 'cache-control': 'private, no-store' };

/** The answer as it goes out: every deviation applied, the body as text. */
export function wireOf(answer: Answer, ask: Ask): Wire {
  const common = ask.settings.build === 'august' ? marks : {};
  const { status, headers, body } = ask.through(
    'answer',
    { ...answer, headers: { ...common, ...answer.headers } },
    ask,
  );
  // Only faults send text that is not JSON.
  const plain = typeof body === 'string' && /^text\//.test(String(headers['content-type']));
  const text = body === undefined ? '' : plain ? body : JSON.stringify(body);
  return ask.through('wire', { status, headers, body: text, put }, ask);
}
