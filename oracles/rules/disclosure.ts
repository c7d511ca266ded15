import type { Oracle } from '../check-context.ts';

/**
 * Patterns of internal details, such as stack traces. Each runs in linear time, and needs a context that ordinary
 * messages lack. The literal is a part of every match: texts without it are not searched.
 */
const internals: readonly [name: string, pattern: RegExp, literal?: string][] = [
  ['a Python stack trace', /Traceback \(most recent call last\)|File \\?"[^"\n]{1,200}", line \d+/],
  [
    'a JavaScript stack trace',
    /\s+at (?:[^\s()]{1,100} \([^()\n]{1,200}:\d+:\d+\)|[^\s()]{1,200}\.[cm]?[jt]s:\d+:\d+)/,
  ],
  ['a Java stack trace', /\bat [\w$.]{3,200}\([\w$]+\.(?:java|kt|scala):\d+\)/],
  ['a .NET stack trace', /\bat [\w.`<>]{3,200}\([^)\n]{0,200}\) in [^\n]{1,200}:line \d+/],
  ['a Go stack trace', /goroutine \d+ \[running\]/],
  // begins with characters that most texts consist of, so that a search tries every position
  ['a Ruby stack trace', /[\w/.-]{1,200}\.rb:\d+:in [`'][^`'\n]{1,100}'/, '.rb:'],
  ['a PHP stack trace', /Stack trace:\s+#0 |\bin \/[^\n]{1,200}\.php(?: on line |:)\d+/],
  ['a Rust panic', /thread '[^'\n]{1,100}' panicked at /],
  [
    'a file path',
    /(?:\/(?:home|usr|app|var|srv|opt|root|Users|workspace)\/[\w./-]{1,200}|[A-Z]:\\[\w\\.-]{1,200})\.(?:py|m?[jt]sx?|rb|go|java|php|cs|rs|html?|conf|ya?ml|env|sock|db|sqlite3?)\b/,
  ],
  ['SQL', /\bSELECT\s[\s\S]{1,200}\sFROM\s|\bINSERT INTO\s|\bUPDATE\s+\w+\s+SET\s|\bDELETE FROM\s/],
  ['SQL', /\binsert\s+into\s+["`[]?[\w.]{1,100}["`\]]?\s*(?:\(|values\b)/i],
  ['SQL', /\b(?:select\s[^;]{1,300}\sfrom|delete\s+from)\s+["`[][\w.]{1,100}["`\]]/i],
  [
    'SQL',
    /\b(?:select\s[^;]{1,300}\sfrom|delete\s+from)\s+[\w.]{1,100}\s+where\s+[\w."`]{1,100}\s*(?:=|<|>|like|in)/i,
  ],
  ['SQL', /\bupdate\s+["`[]?[\w.]{1,100}["`\]]?\s+set\s+["`[]?[\w.]{1,100}["`\]]?\s*=/i],
  [
    'a database driver',
    /SQLSTATE\W|sqlalchemy|psycopg|asyncpg\.|\bORA-\d{5}\b|SQLITE_[A-Z]{4,}|\bsqlite3\.\w+Error\b/,
  ],
];

/** The oracles of the rules about internal details in error responses. */
export const disclosure: Readonly<Record<string, Oracle>> = {
  'robustness:no-internals': ({ response, exchange }) => {
    if (response.status < 400) return undefined;
    const sent = exchange.sent.body ?? '';
    const { text } = response.body;
    for (const [name, pattern, literal = ''] of internals) {
      const match = text.includes(literal) ? text.match(pattern)?.[0] : undefined;
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
