import { exceedsDepth } from '../json-body.ts';
import { toObject } from '../json-object.ts';
import type { JsonResponse, SerializedResponse, Transform } from '../pipeline.ts';
import { requestText } from '../transforms/request.ts';
import { onStatus } from '../transforms/response.ts';
import { protocolClauses, robustnessClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Adds the text to the body of responses with the status code. */
const exposeOn = (status: number, debug: string): Transform<JsonResponse> =>
  onStatus([status], (response) => ({ ...response, body: { ...toObject(response.body), debug } }));

const stackTrace =
  'Traceback (most recent call last):\n  File "/app/server/polar/customer_session/service.py", line 87, in create\n    raise ValueError()';

const sendAfter =
  (milliseconds: number): SerializedResponse['send'] =>
  (outgoing, { status, headers, body }) => {
    setTimeout(() => outgoing.writeHead(status, headers).end(body), milliseconds).unref();
  };

/** Faults that expose internals of the server, or respond too late. */
export const internals: readonly FaultDefinition[] = [
  {
    id: 'ignore-cut-off',
    description: 'A body that is not JSON is replaced by the last valid body',
    violates: robustnessClauses('cut-off'),
    parsedBody: (parsed, { memory }) => {
      if (parsed.kind === 'value') memory.set('body', parsed.value);
      return parsed.kind === 'invalid' && memory.has('body')
        ? { kind: 'value', value: memory.get('body') ?? null }
        : parsed;
    },
  },
  {
    id: 'show-trace',
    description: 'A 422 response contains a stack trace',
    violates: robustnessClauses('no-internals'),
    response: exposeOn(422, stackTrace),
  },
  {
    id: 'show-trace-400',
    description: 'A 400 response contains a stack trace',
    violates: robustnessClauses('no-internals'),
    response: exposeOn(400, stackTrace),
  },
  {
    id: 'show-path',
    description: 'A 404 response contains a file path',
    violates: robustnessClauses('no-internals'),
    response: exposeOn(404, "ENOENT: no such file or directory, open '/srv/app/dist/index.html'"),
  },
  {
    id: 'show-sql',
    description: 'The 422 response to an unknown customer contains SQL',
    violates: robustnessClauses('no-internals'),
    response: (response, context) =>
      toObject(response.body).error === 'PolarRequestValidationError'
        ? exposeOn(422, 'SELECT customers.id FROM customers WHERE customers.id = $1 AND deleted_at IS NULL')(
            response,
            context,
          )
        : response,
  },
  {
    id: 'hang-nesting',
    description: 'The response to deeply nested JSON takes two minutes',
    violates: [...robustnessClauses('nesting'), ...protocolClauses('answered')],
    serialized: (serialized, context) =>
      exceedsDepth(requestText(context), 400) ? { ...serialized, send: sendAfter(120_000) } : serialized,
  },
  {
    id: 'hang-one',
    description: 'One in 64 requests gets its response after a minute',
    violates: protocolClauses('answered'),
    serialized: (serialized, context) =>
      context.requestNumber % 64 === 40 ? { ...serialized, send: sendAfter(60_000) } : serialized,
    rare: true,
  },
];
