import type { Operation } from './contract.ts';
import { listEnvelopeProperties } from './list-parameters.ts';
import { normalizeName } from './path-names.ts';
import { listShownProperties } from './schema-properties.ts';

const suffixes = '(at|on|time|date|datetime|timestamp)?(utc)?';
const creationNames = new RegExp(`^(created?|creation|inserted)${suffixes}$|^(date|time)(created|added)$`);
const changeNames = new RegExp(
  `^(last)?(updated?|modified|modification|changed?)${suffixes}$|^(date|time)(last)?(updated|modified|changed)$`,
);

/** Whether a property has the name of the time at which an item was created. */
export const isCreationTime = (name: string): boolean => creationNames.test(normalizeName(name));

/** Whether a property has the name of the time at which an item was changed last. */
export const isChangeTime = (name: string): boolean => changeNames.test(normalizeName(name));

/** Whether responses of some of the operations show such a time, which requests to the first one cannot set. */
export function showsTime(
  operations: readonly [Operation, Operation | undefined],
  isTime: (name: string) => boolean,
): boolean {
  const sent = operations[0].body?.content.flatMap(({ schema }) => listShownProperties(schema, 'request'));
  const settable = new Set(sent?.map(([name]) => name));
  const shown = operations.flatMap((operation) => (operation ? listEnvelopeProperties(operation) : []));
  return shown.some((name) => isTime(name) && !settable.has(name));
}

/** A time with an offset from UTC (RFC 3339 section 5.6). */
const timestamp = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:(\d\d)(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)$/i;

export interface RecordedTime {
  /** In milliseconds since the epoch. */
  instant: number;
  /** The unit of the last digit of the text that is not 0, at most a second. In milliseconds. */
  precision: number;
  /** Whether it is a whole minute, so that it may be rounded. */
  isWholeMinute: boolean;
}

/** Reads a time with an offset; undefined if a value is none. */
export function readTime(value: unknown): RecordedTime | undefined {
  const [, seconds, fraction = ''] = (typeof value === 'string' && timestamp.exec(value)) || [];
  const instant = seconds === undefined ? Number.NaN : Date.parse(String(value));
  if (Number.isNaN(instant)) return undefined;
  const digits = fraction.replace(/0+$/, '').length;
  return {
    instant,
    precision: 1000 / 10 ** digits,
    isWholeMinute: seconds === '00' && digits === 0,
  };
}
