import type { Clause } from '../spec/clauses/clause.ts';
import type { OperationModel } from '../spec/clauses/operation-model.ts';
import { rules, type StatusPattern } from '../spec/clauses/rules.ts';
import type { Finding, Observation } from '../spec/clauses/verdict.ts';
import type { Json } from '../spec/json.ts';
import { memoize } from '../spec/memoize.ts';
import type { Operation, Response } from '../spec/openapi/contract.ts';
import type { Exchange, TransportFailure } from '../spec/openapi/exchange.ts';
import {
  type CheckContext,
  type CheckResult,
  type Failure,
  isBesideThePoint,
  matches,
  mediaType,
  type Oracle,
  wrongStatus,
} from './check-context.ts';
import { authentication } from './rules/authentication.ts';
import { disclosure } from './rules/disclosure.ts';
import { errors } from './rules/errors.ts';
import { protocol } from './rules/protocol.ts';
import { judgeShape } from './shape.ts';

const oracles: Readonly<Record<string, Oracle>> = {
  ...authentication,
  ...protocol,
  ...disclosure,
  ...errors,
};
const expectations = new Map(
  rules.flatMap(({ name, status }) => (status ? [[name as string, status] as const] : [])),
);

/** The documented response of a status: its own, its hundred's, or `default` (OpenAPI 3.1.1, 4.8.16). */
function documentedResponse({ responses }: Operation, status: number): Response | undefined {
  const by = (key: string) => responses.find((response) => response.status.toUpperCase() === key);
  return by(String(status)) ?? by(`${Math.trunc(status / 100)}XX`) ?? by('DEFAULT');
}

/**
 * Judges one exchange by every clause of its operation that it can speak for. Pure; the order is that of the oracles.
 * `proven`: whether the target has let in the credentials before, so that a 401 or 403 cannot be about them.
 */
export function judge(subject: OperationModel, exchange: Exchange, proven = false): Observation[] {
  if (exchange.failure) return judgeFailure(subject, exchange, exchange.failure);
  const { response } = exchange;
  if (!response) return [];
  const documented = documentedResponse(subject.operation, response.status);
  const situation: CheckContext = {
    model: subject,
    exchange,
    response,
    credentialsAccepted: proven,
    ...(documented && { documented }),
  };
  return [...judgeRules(situation), ...judgeServed(situation), ...judgeBody(situation)];
}

/** Nothing, or only part of an answer, came back. That no connection was to be had is not judged here: it is the run's error. */
function judgeFailure(subject: OperationModel, exchange: Exchange, failure: TransportFailure): Observation[] {
  const late = ['headers timeout', 'body timeout'].includes(failure.kind);
  if (failure.kind === 'aborted' || !(failure.answered || late || failure.kind === 'reset')) return [];
  const rule = late ? 'protocol:answered' : 'protocol:framing';
  const expected = late ? 'an answer in time' : 'a complete, well-formed HTTP answer';
  const wrong: Failure = { location: 'connection', expected, received: { words: failure.message } };
  const id = `${subject.operation.id}/${rule}`;
  return [{ clause: id, finding: finding(id, exchange, wrong) }];
}

function judgeRules(situation: CheckContext): Observation[] {
  const { model, exchange } = situation;
  return oraclesOf(model).flatMap(({ id, oracle }) => observation(id, exchange, oracle(situation)));
}

/** The oracles of the rules that the operation has, found once. */
const oraclesOf = memoize((subject: OperationModel): { id: string; oracle: Oracle }[] => {
  const present = new Set(subject.clauses.map(({ id }) => id));
  const all = Object.entries(oracles).map(([name, oracle]) => ({
    id: `${subject.operation.id}/${name}`,
    oracle,
  }));
  return all.filter(({ id }) => present.has(id));
});

/** The clauses that a case is there for are judged by its status. */
function judgeServed(situation: CheckContext): Observation[] {
  const { exchange, model } = situation;
  const { kind, covers, violation } = exchange.case;
  return [...new Set([...covers, ...(violation?.clauses ?? [])])].flatMap((id) => {
    const expectation = expectations.get(id.slice(model.operation.id.length + 1));
    if (expectation) return observation(id, exchange, judgeExpectation(situation, expectation));
    if (kind === 'valid') return observation(id, exchange, judgeAccepted(situation));
    return kind === 'invalid' ? observation(id, exchange, judgeRefused(situation)) : [];
  });
}

function judgeExpectation(situation: CheckContext, expectation: readonly StatusPattern[]): CheckResult {
  const { exchange, response } = situation;
  if (expectation.some((pattern) => matches(response.status, pattern))) return 'holds';
  if (exchange.case.subcases || isBesideThePoint(situation)) return undefined;
  return wrongStatus(response, `status ${expectation.join(' or ')}`);
}

function judgeAccepted({ exchange, response, documented, model }: CheckContext): CheckResult {
  if (response.status === 429) return undefined;
  const accepted =
    documented !== undefined && /^2|^DEFAULT/i.test(documented.status) && response.status < 300;
  if (accepted) return 'holds';
  return exchange.case.mayBeRefused || exchange.case.subcases
    ? undefined
    : wrongStatus(response, `status ${successes(model.operation)}: the request is valid`);
}

const successes = ({ responses }: Operation): string =>
  responses
    .map(({ status }) => status)
    .filter((status) => /^2/.test(status))
    .join(' or ') || '2XX';

function judgeRefused({ response }: CheckContext): CheckResult {
  if (response.status < 300) return wrongStatus(response, 'a refusal (4XX): the body breaks this clause');
  return response.status === 422 || response.status === 400 ? 'holds' : undefined;
}

/** A body is judged where its media type says that the contract describes it; that it is JSON at all is a rule of its own. */
function judgeBody({ model, exchange, response, documented }: CheckContext): Observation[] {
  const root = documented && model.responses.get(documented.status);
  const own = mediaType(response);
  if (!root || !response.body.json || (own !== undefined && !/json/.test(own))) return [];
  return judgeShape(root, response.body.json.value).map(({ clause, wrong }) => {
    if (!wrong) return { clause };
    const received = wrong.received === undefined ? { words: 'nothing' } : { value: wrong.received };
    return {
      clause,
      finding: finding(clause, exchange, { ...wrong, location: { body: wrong.where }, received }),
    };
  });
}

function observation(clause: Clause['id'], exchange: Exchange, outcome: CheckResult): Observation[] {
  if (outcome === undefined) return [];
  return [outcome === 'holds' ? { clause } : { clause, finding: finding(clause, exchange, outcome) }];
}

/** Adds clause, exchange and cause: findings of one status, or at one place (list indices aside), have one cause. */
export function finding(clause: string, exchange: Exchange, wrong: Failure): Finding {
  const { response, case: sent } = exchange;
  const place =
    typeof wrong.location === 'string' ? wrong.location : wrong.location.body.replace(/\/\d+(?=\/|$)/g, '/-');
  const cause =
    place === 'status'
      ? `status ${response?.status} to ${sent.kind === 'valid' ? 'valid requests' : (sent.role ?? 'invalid requests')}`
      : `${response?.status ?? ''} ${place}`;
  return { clause, exchanges: [exchange.id], ...wrong, received: bounded(wrong.received), cause };
}

/** What of a value nobody reads is told by its size: a finding is kept, and told again and again. */
function bounded(received: Finding['received']): Finding['received'] {
  if (!('value' in received)) return received;
  const { value } = received;
  if (weightOf(value, mostWeight) < mostWeight) return received;
  if (Array.isArray(value)) return { words: `an array of ${value.length} items` };
  return typeof value === 'string'
    ? { words: `a string of ${value.length} characters` }
    : { words: `an object of ${Object.keys(value ?? {}).length} properties` };
}

const mostWeight = 32_000;

/** About how many characters a value takes as JSON; looks no further than `most`. */
function weightOf(value: Json, most: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 4;
  let weight = 2;
  for (const name in value) {
    if (weight >= most) break;
    weight += name.length + weightOf((value as Record<string, Json>)[name] ?? null, most - weight);
  }
  return weight;
}
