import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Server } from '../../spec/openapi/contract.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import { isJsonMediaType } from '../../spec/openapi/media-type.ts';
import { type Credentials, findHeader } from '../../spec/openapi/request.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import { parseUrl } from '../../spec/parse-url.ts';
import { matchOperations, type OperationMatch } from './match-operation.ts';
import { readBody } from './read-body.ts';
import { readParameters } from './read-parameters.ts';

/** A recorded request as a case of an operation. */
export interface RecordedCase {
  model: OperationModel;
  case: Case;
}

/** What is the same for all requests of a recording. */
export interface RecordingContext {
  models: readonly OperationModel[];
  /** The servers of the document, whose base paths the requests may have. */
  servers: readonly Server[];
  /** False for recordings without any credentials, since browsers remove them when they export a file. */
  showsCredentials: boolean;
}

/**
 * Converts a recorded request to the cases for which it is evidence: a valid or an invalid request by the schemas of
 * its operation, or a probe. A request with a method that its path does not declare is a probe of each operation of the
 * path.
 * @returns an empty list if the document has no such path
 */
export function toCases(
  { models, servers, showsCredentials }: RecordingContext,
  exchange: RecordedExchange,
): RecordedCase[] {
  const own = findPlanned(models, exchange) ?? findProbe(models, exchange);
  if (own) return [own];
  const matches = matchOperations(models, servers, exchange.sent.url);
  const match = matches.find(({ model }) => model.operation.method === exchange.sent.method);
  if (match) return [{ model: match.model, case: createCase(match, exchange, showsCredentials) }];
  const role = exchange.sent.method === 'OPTIONS' ? 'protocol:options' : 'protocol:other-methods';
  return matches.map(({ model }) => ({ model, case: createProbe(model, exchange, role) }));
}

/** Restores the case that an archive of this suite names. */
function findPlanned(
  models: readonly OperationModel[],
  exchange: RecordedExchange,
): RecordedCase | undefined {
  const { planned, sent } = exchange;
  const model = planned && models.find((each) => each.operation.id === planned.operation);
  if (!model) return undefined;
  const { isCombined, request, ...rest } = planned;
  const { body } = createRequest(exchange, request.credentials);
  return {
    model,
    case: {
      ...rest,
      request: { ...request, method: sent.method, ...(body && { body }) },
      ...(isCombined && { subcases: [] }),
    },
  };
}

/**
 * Finds the probe that this suite has written into the comment of an entry: `exchange 7: NaN
 * (books:create/probe/robustness:nan/3)`.
 */
function findProbe(models: readonly OperationModel[], exchange: RecordedExchange): RecordedCase | undefined {
  const [, operation, role] =
    /\((\S+)\/probe\/([a-z]+:[a-z0-9-]+)\/[^()]*\)$/.exec(exchange.comment ?? '') ?? [];
  const model = models.find((each) => each.operation.id === operation);
  return model && role !== undefined ? { model, case: createProbe(model, exchange, role) } : undefined;
}

function createProbe(model: OperationModel, exchange: RecordedExchange, role: string): Case {
  const { id } = model.operation;
  const clause = `${id}/${role}`;
  const { sent, comment } = exchange;
  return {
    ...{ id: `${id}/recorded/${exchange.id}`, operation: id, kind: 'probe', role },
    description: comment ?? `${sent.method} ${sent.url}`,
    request: createRequest(exchange, findCredentials(role)),
    covers: model.clauses.some((each) => each.id === clause) ? [clause] : [],
  };
}

const credentialRoles: Readonly<Record<string, Credentials>> = {
  none: 'none',
  'before-validation': 'none',
  'anonymous-accepted': 'none',
  empty: 'empty',
  unknown: 'unknown',
  truncated: 'truncated',
  extended: 'extended',
  basic: 'basic',
  bare: 'bare',
  'other-scheme': 'other-scheme',
  'non-ascii': 'non-ascii',
  'session-token': 'session',
  unscoped: 'unscoped',
  'scheme-case': 'lowercase',
};

const findCredentials = (role: string): Credentials =>
  credentialRoles[/^authentication:(.*)/.exec(role)?.[1] ?? ''] ?? 'access';

function createRequest({ sent, sentJson }: RecordedExchange, credentials: Credentials): Case['request'] {
  const url = parseUrl(sent.url);
  const isJson = isJsonMediaType(findHeader(sent.headers, 'content-type') ?? '');
  const body = sentJson && isJson ? { json: sentJson.value } : sent.body ? { text: sent.body } : undefined;
  return {
    ...{ method: sent.method, path: url ? url.pathname + url.search : sent.url },
    ...{ headers: sent.headers, credentials },
    ...(body && { body }),
  };
}

function createCase(match: OperationMatch, exchange: RecordedExchange, showsCredentials: boolean): Case {
  const { model } = match;
  const { security } = model.operation;
  if (showsCredentials && requiresCredentials(security) && !hasCredentials(model, exchange))
    return createProbe(model, exchange, 'authentication:none');
  const [parameters, body] = [readParameters(match, exchange), readBody(model, exchange)];
  if (body.role) return createProbe(model, exchange, body.role);
  const violations = [...parameters.violations, ...body.violations];
  const isUncertain = parameters.isUncertain || body.isUncertain;
  const { id } = model.operation;
  const common = {
    ...{ id: `${id}/recorded/${exchange.id}`, operation: id, covers: [] },
    description: exchange.comment ?? `${exchange.sent.method} ${exchange.sent.url}`,
    request: { ...createRequest(exchange, 'access'), ...(body.body && { body: body.body }) },
  };
  if (body.resembles) return { ...common, kind: 'probe', role: body.resembles };
  const [violation] = violations;
  if (violation) {
    const clauses = violations.flatMap((each) => each.clauses);
    const isAttributable = clauses.length === 1 || (exchange.response?.status ?? 0) < 300;
    return { ...common, kind: 'invalid', ...(isAttributable && { violation: { ...violation, clauses } }) };
  }
  return isUncertain ? { ...common, kind: 'probe' } : { ...common, kind: 'valid', mayBeRejected: true };
}

/** Whether the request has credentials of one of the operation's schemes. */
function hasCredentials({ operation }: OperationModel, { sent }: RecordedExchange): boolean {
  return operation.security.flat().some(({ type, in: location, parameter = '' }) => {
    if (type !== 'apiKey') return (findHeader(sent.headers, 'authorization') ?? '') !== '';
    if (location === 'query') return parseUrl(sent.url)?.searchParams.has(parameter) ?? false;
    return findHeader(sent.headers, location === 'cookie' ? 'cookie' : parameter) !== undefined;
  });
}
