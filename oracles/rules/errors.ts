import {
  type CheckContext,
  type CheckResult,
  createStatusFailure,
  isAboutRateOrCredentials,
  type Oracle,
} from '../check-context.ts';
import { getDetail, listEntries, locateEntries } from './error-entries.ts';
import { findInputFailure } from './error-input.ts';
import { isAboutName, judgeBodyLoc, judgeParameterLoc, leadsElsewhere, printLoc } from './error-location.ts';

/** The oracles of the rules about 422 responses. */
export const errors: Readonly<Record<string, Oracle>> = {
  'errors:refused': (context) => {
    const { exchange, response, model, target } = context;
    const { violation, kind } = exchange.case;
    if (kind !== 'invalid' || !violation || isAboutRateOrCredentials(context)) return undefined;
    // An accepted request fails the clause that it violates, and a 5xx fails `protocol:no-server-error`.
    if (response.status < 300 || response.status >= 500) return undefined;
    // a resource that does not exist is reported before an invalid request
    if (response.status === 404 && model.operation.path.includes('{')) return undefined;
    if (response.status === 422) return target.requestAccepted ? 'pass' : undefined;
    return model.strictErrors ? createStatusFailure(response, 'status 422') : undefined;
  },

  'errors:detail': (context) => {
    const { response, exchange, model } = context;
    if (response.status !== 422 || exchange.case.kind === 'valid' || response.body.isUnread) return undefined;
    const detail = getDetail(context);
    if (detail !== undefined && detail.length > 0) return 'pass';
    // the response schema decides whether `detail` is required
    if (detail === undefined && !model.strictErrors) return undefined;
    const received = detail ? { value: [] } : { words: 'no list of that name' };
    return { location: { body: '/detail' }, expected: 'a list with at least one error', received };
  },

  'errors:msg': (context) => judgeText(context, 'msg'),
  'errors:type': (context) => judgeText(context, 'type'),

  'errors:loc': (context) => {
    const { violation } = context.exchange.case;
    if (!violation || violation.keyword === 'propertyNames' || !context.target.requestAccepted)
      return undefined;
    return /^(path|query|header|cookie)\//.test(violation.instancePointer)
      ? judgeParameterLoc(context, violation.instancePointer)
      : judgeBodyLoc(context, violation.instancePointer);
  },

  'errors:loc-resolves': (context) => {
    const located = locateEntries(context);
    if (located.length === 0) return undefined;
    const lost = located.find(({ loc, resolved }) => resolved === undefined && !leadsElsewhere(context, loc));
    if (lost === undefined) return 'pass';
    return {
      location: { body: `${lost.entry.instancePointer}/loc` },
      expected: 'a loc that leads to a location in the body that was sent',
      received: { words: printLoc(lost.loc) },
    };
  },

  'errors:input': (context) => {
    const judged = locateEntries(context).flatMap(({ entry, loc, resolved }) =>
      resolved && Object.hasOwn(entry.error, 'input') && !isAboutName(loc)
        ? [findInputFailure(entry, resolved)]
        : [],
    );
    return judged.length === 0 ? undefined : (judged.find((failure) => failure) ?? 'pass');
  },
};

/** Fails at the first entry whose member is an empty string. The response schema judges its type. */
function judgeText(context: CheckContext, name: 'msg' | 'type'): CheckResult {
  const entries = listEntries(context).filter(({ error }) => typeof error[name] === 'string');
  if (entries.length === 0) return undefined;
  const empty = entries.find(({ error }) => String(error[name]).trim() === '');
  if (empty === undefined) return 'pass';
  return {
    location: { body: `${empty.instancePointer}/${name}` },
    expected: `a ${name} that is not empty`,
    received: { value: String(empty.error[name]) },
  };
}
