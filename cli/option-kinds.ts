import type { Rate } from '../http/rate-limiter.ts';
/** What each kind of option is read as. */
export interface Kinds {
  text: string;
  integer: number;
  flag: boolean;
  list: readonly string[];
  rate: Rate;
  duration: number;
  shard: { index: number; count: number };
}

/** What a kind needs to know of its row. */
export interface Limits {
  least?: number;
  most?: number;
  choices?: readonly string[];
}

const milliseconds: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function readText(text: string, { choices }: Limits): string | undefined {
  return choices === undefined || choices.includes(text) ? text : undefined;
}

function readInteger(text: string, { least, most }: Limits): number | undefined {
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= (least ?? Number.MIN_SAFE_INTEGER) && value <= (most ?? Number.MAX_SAFE_INTEGER)
    ? value
    : undefined;
}

function readFlag(text: string): boolean | undefined {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  return /^(false|0|no|off)$/i.test(text) ? false : undefined;
}

function readRate(text: string): Rate | undefined {
  const [, count, unit = 's'] = /^(\d+(?:\.\d+)?)(?:\/(s|m|h))?$/.exec(text) ?? [];
  const requests = Number(count);
  return requests > 0 && requests <= 1e6 ? { requests, perMs: milliseconds[unit] ?? 1000 } : undefined;
}

function readDuration(text: string, limits: Limits): number | undefined {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const value = Math.round(Number(count) * (milliseconds[unit] ?? Number.NaN));
  return value >= (limits.least ?? 0) && value <= (limits.most ?? Number.MAX_SAFE_INTEGER)
    ? value
    : undefined;
}

function readShard(text: string): Kinds['shard'] | undefined {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count) return undefined;
  return { index, count };
}

const range = ({ least, most }: Limits, unit = ''): string =>
  [least === undefined ? '' : `at least ${least}${unit}`, most === undefined ? '' : `at most ${most}${unit}`]
    .filter(Boolean)
    .join(' and ');

/** How each kind is read from text (undefined where the text is not one), and how a message calls it. */
export const kinds: {
  readonly [K in keyof Kinds]: {
    read: (text: string, limits: Limits) => Kinds[K] | undefined;
    says: (limits: Limits) => string;
  };
} = {
  text: {
    read: readText,
    says: ({ choices }) => (choices ? `one of ${choices.join(', ')}` : 'a value'),
  },
  integer: {
    read: readInteger,
    says: (limits) => ['a whole number', range(limits)].filter(Boolean).join(' of '),
  },
  flag: { read: readFlag, says: () => 'true or false' },
  list: { read: (text) => text.split(/\r?\n/).filter((line) => line !== ''), says: () => 'a value' },
  rate: {
    read: readRate,
    says: () => 'a number of requests a second (5) or a minute (80/m)',
  },
  duration: {
    read: readDuration,
    says: (limits) => ['milliseconds or a time such as 10s', range(limits, ' ms')].filter(Boolean).join(', '),
  },
  shard: { read: readShard, says: () => 'a part of the whole such as 1/3' },
};
