import { UsageError } from '../http/usage-error.ts';
import type { HeaderList } from '../spec/openapi/exchange.ts';

const ours = [
  'authorization',
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'expect',
  'upgrade',
  'keep-alive',
];

/**
 * Reads `--header` options.
 * @throws UsageError that never shows a value.
 */
export function extraHeaders(lines: readonly string[]): HeaderList {
  return lines.map((line) => {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/s.exec(line) ?? [];
    if (name === undefined) throw new UsageError("--header takes 'NAME: VALUE', in quotes.");
    if (ours.includes(name.toLowerCase())) {
      throw new UsageError(
        `--header cannot set ${name}: the suite sets it. Tokens come from the environment.`,
      );
    }
    if (/[^\t\x20-\x7e]/.test(value))
      throw new UsageError(`--header: the value of ${name} has a character that no header can carry.`);
    return [name, value] as const;
  });
}
