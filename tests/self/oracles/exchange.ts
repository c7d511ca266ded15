import { judgeExchange } from '../../../oracles/judge-exchange.ts';
import { createOperationModel, type OperationModel } from '../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json } from '../../../spec/json.ts';
import type { Case, CaseKind } from '../../../spec/openapi/case.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import type { Exchange, TransportFailure } from '../../../spec/openapi/exchange.ts';
import type { BodySpec, Credentials, HeaderList } from '../../../spec/openapi/request.ts';

/** An answer and what was asked, as far as it matters; the rest is as usual. */
export interface ExchangeSummary {
  kind?: CaseKind;
  role?: string;
  covers?: readonly string[];
  credentials?: Credentials;
  method?: string;
  /** The JSON that was sent. */
  sent?: Json;
  /** What was sent where it was no JSON. */
  raw?: BodySpec;
  /** The place that was violated; its clauses are the operation's own, without it. */
  violates?: { where: string; clauses?: readonly string[]; keyword?: string };
  mayBeRefused?: true;
  hasSubcases?: true;
  status?: number;
  headers?: HeaderList;
  /** The JSON that came back. */
  json?: Json;
  /** The body that came back where it was no JSON. */
  text?: string;
  duplicates?: readonly string[];
  failure?: TransportFailure;
  /** Whether the credentials had been let in before; they had, unless told otherwise. */
  credentialsAccepted?: boolean;
}

export const operation = 'customer-sessions:create';

export const contract: Contract = await loadContract({
  file: 'spec/openapi.yaml',
  overlay: 'spec/overlay.yaml',
});

const [created] = contract.operations;
if (created === undefined) throw new Error('the document has one operation');
export const subject: OperationModel = createOperationModel(contract, created, true);

const usual: HeaderList = [
  ['Content-Type', 'application/json'],
  ['Date', 'Tue, 24 Nov 2026 10:00:00 GMT'],
];

const violationOf = ({
  where,
  clauses = [],
  keyword = 'type',
}: NonNullable<ExchangeSummary['violates']>): NonNullable<Case['violation']> => ({
  clauses: clauses.map((clause) => `${operation}/${clause}`),
  instancePointer: where,
  keyword,
  description: 'something is wrong',
});

function bodyOf({ raw, sent = {} }: ExchangeSummary): BodySpec {
  return raw ?? { json: sent };
}

function caseOf(scene: ExchangeSummary): Exchange['case'] {
  const { kind = 'probe', role, covers = [], credentials = 'access', method = 'POST' } = scene;
  const request = {
    method,
    path: '/v1/customer-sessions/',
    headers: [],
    credentials,
    body: bodyOf(scene),
  };
  const one = { id: 'a', operation, kind, description: 'a case', request };
  return {
    ...one,
    covers: covers.map((clause) => `${operation}/${clause}`),
    ...(role !== undefined && { role }),
    ...(scene.violates && { violation: violationOf(scene.violates) }),
    ...(scene.mayBeRefused && { mayBeRefused: true }),
    ...(scene.hasSubcases && { subcases: [{ ...one, covers: [] }] }),
  };
}

/** The exchange of a scene. */
function exchangeOf(scene: ExchangeSummary): Exchange {
  const { status = 200, headers = usual, json, text, duplicates, failure, method = 'POST' } = scene;
  const body = bodyOf(scene);
  const shown = text ?? (json === undefined ? '' : JSON.stringify(json));
  const received = {
    text: shown,
    bytes: shown.length,
    truncated: false,
    ...(json !== undefined && { json: { value: json } }),
    ...(duplicates && { duplicates }),
  };
  return {
    id: 1,
    case: caseOf(scene),
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
  };
}

export type Outcome = 'holds' | 'wrong' | 'silent';

/** What the scene says of a clause. */
export function judgeScene(clause: string, scene: ExchangeSummary): Outcome {
  const observations = judgeExchange(subject, exchangeOf(scene), scene.credentialsAccepted ?? true);
  const own = observations.filter((one) => one.clause === `${operation}/${clause}`);
  if (own.length === 0) return 'silent';
  return own.some(({ finding }) => finding) ? 'wrong' : 'holds';
}
