import type { Oracle } from '../check-context.ts';

/** Patterns of internal details. Each runs in linear time and needs a context that ordinary messages do not have. */
const internals: readonly [name: string, pattern: RegExp][] = [
  ['a Python stack trace', /Traceback \(most recent call last\)|File "[^"\n]{1,200}", line \d+/],
  ['a JavaScript stack trace', /\n?\s*at [^\s()]{1,100} \([^()\n]{1,200}:\d+:\d+\)/],
  ['a Java stack trace', /\bat [\w$.]{3,200}\([\w$]+\.(java|kt|scala):\d+\)/],
  ['a Go stack trace', /goroutine \d+ \[running\]/],
  [
    'a file path',
    /(?:\/(?:home|usr|app|var|srv|opt|root|Users|workspace)\/[\w./-]{1,200}|[A-Z]:\\[\w\\.-]{1,200})\.(?:py|m?[jt]sx?|rb|go|java|php|cs|rs|html?|conf|ya?ml|env|sock|db|sqlite3?)\b/,
  ],
  [
    'SQL',
    /\bSELECT\s[\s\S]{1,200}\sFROM\s|\bINSERT INTO\s|\bUPDATE\s+\w+\s+SET\s|\bDELETE FROM\s|SQLSTATE\W|sqlalchemy|psycopg|asyncpg\./,
  ],
];

/** Oracles of the rules about what errors reveal. */
export const disclosure: Readonly<Record<string, Oracle>> = {
  'robustness:no-internals': ({ response, exchange }) => {
    if (response.status < 400) return undefined;
    const sent = exchange.sent.body ?? '';
    for (const [name, pattern] of internals) {
      const match = response.body.text.match(pattern)?.[0];
      if (match !== undefined && !sent.includes(match)) {
        return {
          location: 'body',
          expected: 'an error without internal details',
          received: { words: `${name}: ${match.trim().slice(0, 200)}` },
        };
      }
    }
    return 'pass';
  },
};
