import { judgeExchange } from '../../../oracles/judge-exchange.ts';
import { createOperationModel, type OperationModel } from '../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json } from '../../../spec/json.ts';
import type { Case, CaseKind } from '../../../spec/openapi/case.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import type { Exchange, TransportFailure } from '../../../spec/openapi/exchange.ts';
import type { BodySpec, Credentials, HeaderList } from '../../../spec/openapi/request.ts';

/** The parts of an exchange that a test sets. All others have defaults. */
export interface ExchangeSummary {
  kind?: CaseKind;
  role?: string;
  covers?: readonly string[];
  credentials?: Credentials;
  method?: string;
  /** The JSON of the request body. */
  sent?: Json;
  /** A request body that is not JSON. */
  raw?: BodySpec;
  /** The violation of the request. Its clauses are ids without the operation. */
  violation?: { instancePointer: string; clauses?: readonly string[]; keyword?: string };
  mayBeRejected?: true;
  hasSubcases?: true;
  status?: number;
  headers?: HeaderList;
  /** The JSON of the response body. */
  json?: Json;
  /** A response body that is not JSON. */
  text?: string;
  duplicates?: readonly string[];
  failure?: TransportFailure;
  lostNewConnection?: true;
  /** Default: true. */
  credentialsAccepted?: boolean;
  /** Default: true. */
  requestAccepted?: boolean;
}

export const operation = 'customer-sessions:create';

export const contract: Contract = await loadContract({
  file: 'spec/openapi.yaml',
  overlay: 'spec/overlay.yaml',
});

const [created] = contract.operations;
if (created === undefined) throw new Error('the document has no operation');
export const subject: OperationModel = createOperationModel(contract, created, true, true);

const defaultHeaders: HeaderList = [
  ['Content-Type', 'application/json'],
  ['Date', 'Tue, 24 Nov 2026 10:00:00 GMT'],
];

const createViolation = ({
  instancePointer,
  clauses = [],
  keyword = 'type',
}: NonNullable<ExchangeSummary['violation']>): NonNullable<Case['violation']> => ({
  clauses: clauses.map((clause) => `${operation}/${clause}`),
  instancePointer,
  keyword,
  description: 'something is wrong',
});

function createBody({ raw, sent = {} }: ExchangeSummary): BodySpec {
  return raw ?? { json: sent };
}

function createCase(summary: ExchangeSummary): Exchange['case'] {
  const { kind = 'probe', role, covers = [], credentials = 'access', method = 'POST' } = summary;
  const request = {
    method,
    path: '/v1/customer-sessions/',
    headers: [],
    credentials,
    body: createBody(summary),
  };
  const common = { id: 'a', operation, kind, description: 'a case', request };
  return {
    ...common,
    covers: covers.map((clause) => `${operation}/${clause}`),
    ...(role !== undefined && { role }),
    ...(summary.violation && { violation: createViolation(summary.violation) }),
    ...(summary.mayBeRejected && { mayBeRejected: true }),
    ...(summary.hasSubcases && { subcases: [{ ...common, covers: [] }] }),
  };
}

function createExchange(summary: ExchangeSummary): Exchange {
  const {
    status = 200,
    headers = defaultHeaders,
    json,
    text,
    duplicates,
    failure,
    method = 'POST',
  } = summary;
  const body = createBody(summary);
  const responseText = text ?? (json === undefined ? '' : JSON.stringify(json));
  const received = {
    text: responseText,
    bytes: responseText.length,
    truncated: false,
    ...(json !== undefined && { json: { value: json } }),
    ...(duplicates && { duplicates }),
  };
  return {
    id: 1,
    case: createCase(summary),
    sent: {
      method,
      url: 'http://127.0.0.1/v1/customer-sessions/',
      headers: [],
      body: 'json' in body ? JSON.stringify(body.json) : 'text' in body ? body.text : '',
    },
    ...(failure ? { failure } : { response: { status, headers, body: received } }),
    startedAt: 0,
    durationMs: 1,
    attempts: 1,
    ...(summary.lostNewConnection && { attempts: 3, lostNewConnection: true }),
  };
}

export type Outcome = 'pass' | 'fail' | 'undecided';

/** The results of all clauses with one, by their ids without the operation. */
export function judgeClauses(summary: ExchangeSummary): ReadonlyMap<string, Outcome> {
  const { credentialsAccepted = true, requestAccepted = true } = summary;
  const observations = judgeExchange(subject, createExchange(summary), {
    ...{ credentialsAccepted, requestAccepted },
  });
  const outcomes = new Map<string, Outcome>();
  for (const { clause, finding } of observations) {
    const id = clause.slice(operation.length + 1);
    if (finding || !outcomes.has(id)) outcomes.set(id, finding ? 'fail' : 'pass');
  }
  return outcomes;
}

/** The finding of a clause as text: its location, what was expected and what was received; undefined without one. */
export function describeFinding(clause: string, summary: ExchangeSummary): string | undefined {
  const { credentialsAccepted = true, requestAccepted = true } = summary;
  const observations = judgeExchange(subject, createExchange(summary), {
    credentialsAccepted,
    requestAccepted,
  });
  const finding = observations.find(
    (each) => each.clause === `${operation}/${clause}` && each.finding,
  )?.finding;
  if (!finding) return undefined;
  const { location, expected, received } = finding;
  const at = typeof location === 'string' ? location : `body ${location.body}`;
  return `${at}: expected ${expected}, received ${'words' in received ? received.words : JSON.stringify(received.value)}`;
}

/** The result of a clause, whose id is given without the operation. */
export const judgeClause = (clause: string, summary: ExchangeSummary): Outcome =>
  judgeClauses(summary).get(clause) ?? 'undecided';
