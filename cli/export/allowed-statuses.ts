import { hasRightCredentials } from '../../http/credentials.ts';
import type { PlanContext } from '../../plan/context.ts';
import { judge } from '../../plan/execute/judge.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { ReceivedBody } from '../../spec/openapi/response.ts';

/** Conditions on `status`, as code, by which a response meets a clause or shows nothing about it. */
export interface StatusConditions {
  meets: string;
  /** Undefined if every status shows whether the clause is met. */
  isInconclusive?: string;
}

type StatusResult = 'met' | 'violated' | 'inconclusive' | 'decided by another part';

const statuses = Array.from({ length: 400 }, (_, index) => 200 + index);
const bodies: readonly ReceivedBody[] = [
  { text: '', bytes: 0, truncated: false },
  { text: '{}', bytes: 2, truncated: false, json: { value: {} } },
];

/**
 * Judges responses of every status, without a body and with an empty object, to find out by which statuses a clause is
 * met. Returns undefined if anything but the status decides.
 */
export function findAllowedStatuses(
  context: PlanContext,
  theCase: Case,
  clause: string,
): StatusConditions | undefined {
  const results = new Map<number, StatusResult>();
  for (const status of statuses) {
    const [first, ...others] = bodies.map((body) => judgeStatus(context, theCase, clause, { status, body }));
    if (first === undefined || first === 'decided by another part' || others.some((other) => other !== first))
      return undefined;
    results.set(status, first === 'violated' && isAboutCaller(theCase, status) ? 'inconclusive' : first);
  }
  const list = (result: StatusResult) => statuses.filter((status) => results.get(status) === result);
  const [met, violated] = [list('met'), list('violated')];
  if (met.length === 0 || violated.length === 0) return undefined;
  const isInconclusive = writeCondition(list('inconclusive'));
  return { meets: writeCondition(met), ...(isInconclusive !== '' && { isInconclusive }) };
}

/** Whether the status may be due to the rate of requests, or to credentials that a run had seen to be accepted. */
const isAboutCaller = ({ request }: Case, status: number): boolean =>
  status === 429 || (hasRightCredentials(request) && [401, 403].includes(status));

function judgeStatus(
  context: PlanContext,
  theCase: Case,
  clause: string,
  response: { status: number; body: ReceivedBody },
): StatusResult {
  const { method, path, headers } = theCase.request;
  const observations = judge(context, {
    ...{ id: 1, case: theCase, startedAt: 0, durationMs: 0, attempts: 1 },
    sent: { method, url: `http://localhost${path}`, headers },
    response: { ...response, headers: [] },
  }).filter((each) => each.clause === clause);
  if (observations.length === 0) return 'inconclusive';
  const finding = observations.find((each) => each.finding !== undefined)?.finding;
  if (finding === undefined) return 'met';
  return finding.location === 'status' ? 'violated' : 'decided by another part';
}

/** Writes a condition that holds for these statuses, which are in ascending order. */
function writeCondition(selected: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const status of selected) {
    const range = ranges.at(-1);
    if (range && range[1] === status - 1) range[1] = status;
    else ranges.push([status, status]);
  }
  return ranges
    .map(([first, last]) =>
      first === last ? `status === ${first}` : `(status >= ${first} && status <= ${last})`,
    )
    .join(' || ');
}
