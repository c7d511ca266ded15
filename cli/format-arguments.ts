import type { OptionValues } from './option-parsers.ts';
import { optionList, toPropertyName } from './option-table.ts';
import type { Options } from './parse-options.ts';

/** Returns the arguments that repeat a run. Secrets and options marked `once` are omitted. */
export function formatArguments(options: Partial<Options>): string[] {
  const values: Readonly<Record<string, unknown>> = options;
  return optionList.flatMap(([name, definition]) => {
    if (definition.secret || definition.once) return [];
    const texts = formatValues(definition.kind, values[toPropertyName(name)]);
    return texts
      .filter((text) => text !== definition.default)
      .map((text) => (text === '' ? `--${name}` : `--${name}=${text}`));
  });
}

function formatValues(kind: keyof OptionValues, value: unknown): string[] {
  if (value === undefined || value === false) return [];
  if (value === true) return [''];
  if (Array.isArray(value)) return value.map(String);
  // fixtures in a configuration file are an object; the file is read again
  if (kind === 'text' && typeof value !== 'string') return [];
  if (kind === 'duration') return [Number(value) % 1000 === 0 ? `${Number(value) / 1000}s` : String(value)];
  if (kind === 'rate') {
    const { requests, perMs } = value as OptionValues['rate']; // `kind` decides the type
    return [`${requests}/${{ 1000: 's', 60000: 'm', 3600000: 'h' }[perMs]}`];
  }
  if (kind === 'shard') {
    const { index, count } = value as OptionValues['shard']; // `kind` decides the type
    return [`${index}/${count}`];
  }
  return [String(value)];
}
