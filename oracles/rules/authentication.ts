import {
  type CheckContext,
  type CheckResult,
  createStatusFailure,
  getHeader,
  type Oracle,
} from '../check-context.ts';

/** Matches the placeholders that replace an organization's credentials in texts. */
const accessToken = /‹(part of )?((access|unscoped access) token|credential [^›]+)/;

/** The oracles of rules about credentials that every exchange can violate. */
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

/**
 * Judges a request with sufficient credentials. A rejection passes unless it is a 401 or 403, which concern
 * credentials.
 */
function judgeAdmission({ exchange, response }: CheckContext, rule: string): CheckResult {
  if (exchange.case.role !== `authentication:${rule}`) return undefined;
  if (response.status < 300) return 'pass';
  return response.status === 401 || response.status === 403
    ? createStatusFailure(response, 'no rejection of the credentials')
    : undefined;
}
