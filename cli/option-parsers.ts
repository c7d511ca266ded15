import type { Rate } from '../http/rate-limiter.ts';

/** The type of the value of each kind of option. */
export interface OptionValues {
  text: string;
  integer: number;
  flag: boolean;
  list: readonly string[];
  rate: Rate;
  duration: number;
  shard: { index: number; count: number };
}

/** Limits of an option's value. */
export interface OptionLimits {
  min?: number;
  max?: number;
  choices?: readonly string[];
}

const milliseconds: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function parseText(text: string, { choices }: OptionLimits): string | undefined {
  return choices === undefined || choices.includes(text) ? text : undefined;
}

function parseInteger(text: string, { min, max }: OptionLimits): number | undefined {
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= (min ?? Number.MIN_SAFE_INTEGER) && value <= (max ?? Number.MAX_SAFE_INTEGER)
    ? value
    : undefined;
}

function parseFlag(text: string): boolean | undefined {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  return /^(false|0|no|off)$/i.test(text) ? false : undefined;
}

function parseRate(text: string): Rate | undefined {
  const [, count, unit = 's'] = /^(\d+(?:\.\d+)?)(?:\/(s|m|h))?$/.exec(text) ?? [];
  const requests = Number(count);
  return requests > 0 && requests <= 1e6 ? { requests, perMs: milliseconds[unit] ?? 1000 } : undefined;
}

function parseDuration(text: string, limits: OptionLimits): number | undefined {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const value = Math.round(Number(count) * (milliseconds[unit] ?? Number.NaN));
  return value >= (limits.min ?? 0) && value <= (limits.max ?? Number.MAX_SAFE_INTEGER) ? value : undefined;
}

function parseShard(text: string): OptionValues['shard'] | undefined {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count) return undefined;
  return { index, count };
}

const formatRange = ({ min, max }: OptionLimits, unit = ''): string =>
  [min === undefined ? '' : `at least ${min}${unit}`, max === undefined ? '' : `at most ${max}${unit}`]
    .filter(Boolean)
    .join(' and ');

/** For each kind of option: parses its text (undefined if invalid) and describes the expected value for messages. */
export const optionParsers: {
  readonly [K in keyof OptionValues]: {
    parse: (text: string, limits: OptionLimits) => OptionValues[K] | undefined;
    describe: (limits: OptionLimits) => string;
  };
} = {
  text: {
    parse: parseText,
    describe: ({ choices }) => (choices ? `one of ${choices.join(', ')}` : 'a value'),
  },
  integer: {
    parse: parseInteger,
    describe: (limits) => ['an integer', formatRange(limits)].filter(Boolean).join(' of '),
  },
  flag: { parse: parseFlag, describe: () => 'true or false' },
  list: { parse: (text) => text.split(/\r?\n/).filter((line) => line !== ''), describe: () => 'a value' },
  rate: {
    parse: parseRate,
    describe: () => 'a number of requests per second (5) or per minute (80/m)',
  },
  duration: {
    parse: parseDuration,
    describe: (limits) =>
      ['milliseconds or a duration such as 10s', formatRange(limits, ' ms')].filter(Boolean).join(', '),
  },
  shard: { parse: parseShard, describe: () => 'a shard such as 1/3' },
};
