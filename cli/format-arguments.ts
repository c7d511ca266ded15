import type { OptionValues } from './option-parsers.ts';
import { optionList, toPropertyName } from './option-table.ts';
import type { Options } from './parse-options.ts';

/** The arguments that repeat a run, without secrets and options marked `once`. */
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
  if (kind === 'text' && typeof value !== 'string') return []; // the fixtures of a configuration
  if (kind === 'duration') return [Number(value) % 1000 === 0 ? `${Number(value) / 1000}s` : String(value)];
  if (kind === 'rate') {
    const { requests, perMs } = value as OptionValues['rate']; // by `kind`
    return [`${requests}/${{ 1000: 's', 60000: 'm', 3600000: 'h' }[perMs]}`];
  }
  if (kind === 'shard') {
    const { index, count } = value as OptionValues['shard']; // by `kind`
    return [`${index}/${count}`];
  }
  return [String(value)];
}
