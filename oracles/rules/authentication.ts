import {
  type CheckContext,
  type CheckResult,
  createStatusFailure,
  getHeader,
  type Oracle,
} from '../check-context.ts';

/** The placeholders of an organization's credentials. */
const accessToken = /‹(part of )?((access|unscoped access) token|credential [^›]+)/;

/** Oracles of the rules about credentials that apply to every exchange. */
export const authentication: Readonly<Record<string, Oracle>> = {
  'authentication:challenge': ({ response }) => {
    if (response.status !== 401) return undefined;
    if (getHeader(response, 'www-authenticate').some((value) => value.trim() !== '')) return 'pass';
    return {
      location: 'header www-authenticate',
      expected: 'a challenge that names the authentication scheme',
      received: { words: 'nothing' },
    };
  },

  'authentication:challenge-scheme': ({ response }) => {
    const challenges = getHeader(response, 'www-authenticate');
    if (response.status !== 401 || challenges.length === 0) return undefined;
    if (challenges.some((value) => /(^|,)\s*bearer(\s|,|$)/i.test(value))) return 'pass';
    return {
      location: 'header www-authenticate',
      expected: 'a challenge of the Bearer scheme',
      received: { words: challenges.join(', ') },
    };
  },

  'authentication:alternatives-accepted': (context) => judgeAdmission(context, 'alternatives-accepted'),
  'authentication:anonymous-accepted': (context) => judgeAdmission(context, 'anonymous-accepted'),

  'authentication:nothing-granted': ({ exchange, response }) => {
    if (response.status < 400) return undefined;
    const sent = exchange.sent.body ?? '';
    const token = response.body.text.match(/‹session token \d+›/)?.[0];
    if (token === undefined || sent.includes(token) || exchange.case.request.credentials === 'session')
      return 'pass';
    return { location: 'body', expected: `no token with a ${response.status}`, received: { words: token } };
  },

  'authentication:secret-kept': ({ response }) => {
    const header = response.headers.find(([, value]) => accessToken.test(value));
    if (header)
      return {
        location: `header ${header[0].toLowerCase()}`,
        expected: 'no credentials',
        received: { words: header[1] },
      };
    const token = response.body.text.match(accessToken)?.[0];
    return token
      ? { location: 'body', expected: 'no credentials', received: { words: `${token}›` } }
      : 'pass';
  },
};

/** A probe with sufficient credentials: other rejections than 401 and 403 are not about them. */
function judgeAdmission({ exchange, response }: CheckContext, rule: string): CheckResult {
  if (exchange.case.role !== `authentication:${rule}`) return undefined;
  if (response.status < 300) return 'pass';
  return response.status === 401 || response.status === 403
    ? createStatusFailure(response, 'no rejection of the credentials')
    : undefined;
}
