import { serializeRequest } from '../../http/serialize/serialize-request.ts';
import type { Json } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { BodySpec, RequestSpec } from '../../spec/openapi/request.ts';
import type { PlanContext } from '../context.ts';

/**
 * The rules whose requests write a valid request in another form, and that form undone; undefined if the request without
 * it is the first seed message.
 */
const spellings = new Map<string, ((request: RequestSpec) => RequestSpec | undefined) | undefined>([
  ['protocol:uuid-case', undefined],
  ['protocol:percent-encoding', undefined],
  ['authentication:scheme-case', (request) => ({ ...request, credentials: 'access' })],
  [
    'protocol:json-spelling',
    (request) => {
      const json = request.body && parseBody(request.body);
      return json === undefined ? undefined : { ...request, body: { json } };
    },
  ],
]);

const parseBody = (body: BodySpec): Json | undefined => ('text' in body ? JSON.parse(body.text) : undefined);

/** Whether the case writes a valid request in another form, which every server must accept like the usual one. */
export const isSpelling = ({ role = '' }: Case): boolean => spellings.has(role);

/**
 * Returns the case without the change that its rule makes to a valid request; undefined if there is no valid request.
 * The requests of most rules are changes of the first seed message.
 */
export function createUnchangedCase({ model, seedMessages }: PlanContext, sent: Case): Case | undefined {
  const [seed] = seedMessages;
  const undo = spellings.get(sent.role ?? '');
  const request = undo ? undo(sent.request) : seed && serializeRequest(model.operation, seed.message);
  return request && toUnchanged(sent, request);
}

/** Returns the requests that the target has accepted before, each as the case without its change. */
export const createAcceptedCases = ({ model, seedMessages }: PlanContext, sent: Case): Case[] =>
  seedMessages.map(({ message }, index) => ({
    ...toUnchanged(sent, serializeRequest(model.operation, message), `/${index}`),
    mayBeRejected: true,
  }));

const toUnchanged = ({ id, operation }: Case, request: RequestSpec, suffix = ''): Case => ({
  ...{ id: `${id}/unchanged${suffix}`, operation, kind: 'valid', covers: [], request },
  description: 'the request without its change',
});
