import type { OperationCoverage } from '../../spec/clauses/operation-coverage.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import type { PlanContext } from '../context.ts';
import type { RunProblem, RunState } from './model.ts';
import { formatCredentialCheck, formatCredentialRemedy, formatRequestRemedy } from './remedies.ts';

/** Minimum number of answers: fewer may have the same status by chance. */
const MIN_ANSWERS = 3;

/** Statuses that a server or gateway may return before it reads the request. They show nothing about the operation. */
const isGeneric = (status: number): boolean =>
  (status >= 300 && status < 400) || [401, 403, 404, 405, 429, 502, 503, 504].includes(status);

/**
 * Finds the problem that all responses have the same status and none is a success. Usually the URL, version or
 * credential is wrong.
 */
export function explainSameAnswers(state: RunState): RunProblem | undefined {
  const { execution, contexts, client } = state;
  const statuses = new Map<number, number>();
  for (const id of contexts.keys())
    for (const [status, count] of execution.recorder.operationCounts(id).statuses)
      statuses.set(status, (statuses.get(status) ?? 0) + count);
  const [same, ...others] = statuses;
  const [context] = contexts.values();
  if (!same || !context || others.length > 0 || same[0] < 300 || same[1] < MIN_ANSWERS) return undefined;
  const [status] = same;
  const remedy = formatStatusRemedy(status, context, client);
  const description = `every answer was ${status}${remedy}`;
  return { description, ...(isGeneric(status) && { voidsFailures: true }) };
}

/** Minimum number of last answers with one status, after others, from which the target seems to have stopped working. */
const MIN_LAST_ANSWERS = 20;

/** Whether the request is for something else than the operation, so that its data explain no rejection. */
const isForOther = ({ role = '' }: Case): boolean =>
  /^protocol:(?:other-methods|other-paths|options)$/.test(role);

/**
 * Finds the problem that the target has rejected everything since some request, with one status: valid requests, and also
 * those with other methods or paths. Its rejections of invalid requests show nothing then.
 */
export function explainSameLastAnswers({ execution, contexts, client }: RunState): RunProblem | undefined {
  const answered = execution.recorder.exchanges().filter(({ response }) => response !== undefined);
  const status = answered.at(-1)?.response?.status ?? 0;
  const last = answered.slice(answered.findLastIndex(({ response }) => response?.status !== status) + 1);
  const [context] = contexts.values();
  if (!context || status < 400 || last.length < MIN_LAST_ANSWERS) return undefined;
  const sent = last.map((exchange) => exchange.case);
  if (!sent.some(({ kind }) => kind === 'valid') || !sent.some(isForOther)) return undefined;
  const remedy = formatStatusRemedy(status, context, client);
  return { description: `the last ${last.length} answers were ${status}${remedy}` };
}

/** What the user can do if every answer had the same status. */
function formatStatusRemedy(status: number, context: PlanContext, client: RunState['client']): string {
  const { operation } = context.model;
  const isSecured = requiresCredentials(operation.security);
  if (status === 401 && isSecured && !client.hasCredentials(operation.id))
    return ` and no token is set: ${formatCredentialRemedy(context)}`;
  if (status === 401 && isSecured) return `: ${formatCredentialCheck(context)}`;
  if (status === 403 && isSecured) return ': the credentials need the scopes of the operations';
  if (status === 401 || status === 403)
    return ', although the document requires no credentials: describe them there in `security`, or give them with --header';
  if (status === 404)
    return ': check the base URL of --target, and the headers that select a version or host';
  if (status < 400 || status === 405) return ': check the scheme, host and path of --target';
  if (status >= 500) return ': see the log of the target';
  return `, also to valid requests: ${formatRequestRemedy(context)}`;
}

/** Finds the problem that no operation returned a documented success response. */
export function explainNoSuccess({
  coverage,
  isShard,
}: Pick<RunState, 'coverage' | 'isShard'>): RunProblem | undefined {
  const tried = coverage.filter(({ tries }) => tries > 0);
  if (coverage.length === 0 || coverage.some(({ obstacle }) => obstacle === undefined)) return undefined;
  if (isShard && tried.length === 0) return undefined; // the valid requests may be in the other shards
  const [first] = tried.length > 0 ? tried : coverage;
  if (coverage.length === 1)
    return { description: `no success response was judged: ${formatObstacle(first)}` };
  return {
    description: `none of the ${coverage.length} operations gave a documented success response; ${first?.operation}: ${formatObstacle(first)}`,
  };
}

/** Finds the problem that some operations need credentials that were not given. It concerns only them. */
export function explainMissingCredentials({ coverage }: Pick<RunState, 'coverage'>): RunProblem | undefined {
  const missing = coverage.filter(({ obstacle }) => obstacle?.isMissingCredential);
  const [first] = missing;
  if (!first) return undefined;
  const subject =
    missing.length === 1 ? first.operation : `${missing.length} operations, among them ${first.operation},`;
  return {
    description: `${subject} could not be tested: ${formatObstacle(first)}`,
    operations: new Set(missing.map(({ operation }) => operation)),
  };
}

function formatObstacle(coverage: OperationCoverage | undefined): string {
  const { reason = '', remedy } = coverage?.obstacle ?? {};
  return remedy === undefined ? reason : `${reason}: ${remedy}`;
}
