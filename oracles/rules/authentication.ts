import { header, type Oracle } from '../check-context.ts';

const secret = /‹(part of )?(access|unscoped access) token/;

/** Rules about credentials that every exchange can speak for. */
export const authentication: Readonly<Record<string, Oracle>> = {
  'authentication:challenge': ({ response }) => {
    if (response.status !== 401) return undefined;
    const wrong = {
      location: 'header www-authenticate',
      expected: 'a challenge: how to authenticate',
      received: { words: 'nothing' },
    } as const;
    return header(response, 'www-authenticate').some((value) => value.trim() !== '') ? 'holds' : wrong;
  },

  'authentication:challenge-scheme': ({ response }) => {
    const challenges = header(response, 'www-authenticate');
    if (response.status !== 401 || challenges.length === 0) return undefined;
    if (challenges.some((value) => /(^|,)\s*bearer(\s|,|$)/i.test(value))) return 'holds';
    return {
      location: 'header www-authenticate',
      expected: 'a challenge of the Bearer scheme',
      received: { words: challenges.join(', ') },
    };
  },

  'authentication:nothing-granted': ({ exchange, response }) => {
    if (response.status < 400) return undefined;
    const sent = exchange.sent.body ?? '';
    const granted = response.body.text.match(/‹session token \d+›/)?.[0];
    if (granted === undefined || sent.includes(granted) || exchange.case.request.credentials === 'session')
      return 'holds';
    return { location: 'body', expected: `no token with a ${response.status}`, received: { words: granted } };
  },

  'authentication:secret-kept': ({ response }) => {
    const inHeader = response.headers.find(([, value]) => secret.test(value));
    if (inHeader)
      return {
        location: `header ${inHeader[0].toLowerCase()}`,
        expected: 'no credentials',
        received: { words: inHeader[1] },
      };
    const found = response.body.text.match(secret)?.[0];
    return found
      ? { location: 'body', expected: 'no credentials', received: { words: `${found}›` } }
      : 'holds';
  },
};
