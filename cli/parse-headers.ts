import { UsageError } from '../http/usage-error.ts';
import type { HeaderList } from '../spec/openapi/request.ts';

const reservedNames = [
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'expect',
  'upgrade',
  'keep-alive',
];

/**
 * Parses the values of `--header`.
 * @throws UsageError, whose message never contains a header value.
 */
export function parseHeaders(lines: readonly string[]): HeaderList {
  return lines.map((line) => {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/s.exec(line) ?? [];
    if (name === undefined) throw new UsageError("--header must be 'NAME: VALUE', in quotes.");
    if (reservedNames.includes(name.toLowerCase())) {
      throw new UsageError(`--header: ${name} is set by the suite. Remove it.`);
    }
    if (/[^\t\x20-\x7e]/.test(value))
      throw new UsageError(
        `--header: the value of ${name} has a character that is not allowed in headers. Use printable ASCII.`,
      );
    return [name, value] as const;
  });
}
