const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const ISO_TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)?$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const MINUTES_PER_DAY = 24 * 60;

function countDays(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Whether the text is a `full-date` of a day that exists in the calendar (RFC 3339 sections 5.6 and 5.7). */
export function isDate(text: string): boolean {
  const [year, month, day] = (DATE.exec(text) ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return day >= 1 && day <= countDays(year, month);
}

/**
 * Converts a time to minutes since midnight UTC. The offset can lead to the previous day (negative) or the next one
 * (above 1,439). Undefined if the text is not a time.
 */
function toUtcMinute(match: RegExpExecArray | null): { minute: number; leap: boolean } | undefined {
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [offsetHour, offsetMinute] = [Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return undefined;
  const offset = (match[4] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  return { minute: hour * 60 + minute - offset, leap: second === 60 };
}

/**
 * Whether the UTC minute is the last one of a day, the only one that can end with a leap second (RFC 3339 section 5.7).
 */
const isEndOfDay = (minute: number): boolean =>
  (minute + 2 * MINUTES_PER_DAY) % MINUTES_PER_DAY === MINUTES_PER_DAY - 1;

function isValidTime(match: RegExpExecArray | null): boolean {
  const time = toUtcMinute(match);
  return time !== undefined && (!time.leap || isEndOfDay(time.minute));
}

/** Whether the UTC day of this minute is the last of its month: leap seconds are only inserted there. */
function isEndOfMonth(date: string, minute: number): boolean {
  const shift = Math.floor(minute / MINUTES_PER_DAY);
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + (shift + 1) * MINUTES_PER_DAY * 60_000);
  return next.getUTCDate() === 1;
}

function isValidDateTime(date: string, match: RegExpExecArray | null): boolean {
  const time = toUtcMinute(match);
  if (time === undefined || !isDate(date)) return false;
  return !time.leap || (isEndOfDay(time.minute) && isEndOfMonth(date, time.minute));
}

/** Whether the text is a `full-time` (RFC 3339 section 5.6). */
export const isTime = (text: string): boolean => isValidTime(TIME.exec(text));

/** Whether the text is a `date-time` (RFC 3339 section 5.6): it has a `T` or `t` instead of a space, and an offset. */
export const isDateTime = (text: string): boolean =>
  /^[Tt]$/.test(text[10] ?? '') && isValidDateTime(text.slice(0, 10), TIME.exec(text.slice(11)));

/** Whether the text is a time of ISO 8601 as ajv-formats defines it: the offset may be abbreviated or absent. */
export const isIsoTime = (text: string): boolean => isValidTime(ISO_TIME.exec(text));

/** Whether the text is a date and time of ISO 8601 as ajv-formats defines it: a space may separate date and time. */
export const isIsoDateTime = (text: string): boolean =>
  /^[Tt ]$/.test(text[10] ?? '') && isValidDateTime(text.slice(0, 10), ISO_TIME.exec(text.slice(11)));

const DURATION =
  /^P(?:\d+W|T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/;

/**
 * Whether the text is a `duration` (RFC 3339 appendix A): `P1Y1D` is not one, because it omits the months in between.
 */
export const isDuration = (text: string): boolean => DURATION.test(text);

const IMF_FIXDATE = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/;
const OBSOLETE_DATE =
  /^(?:\w{6,9}, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT|\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/** Whether the text is an HTTP date (RFC 9110 section 5.6.7). For the obsolete forms, only the shape is tested. */
export function isHttpDate(text: string): boolean {
  if (OBSOLETE_DATE.test(text)) return true;
  const withoutLeapSecond = text.replace(/:60 GMT$/, ':59 GMT');
  return IMF_FIXDATE.test(text) && new Date(withoutLeapSecond).toUTCString() === withoutLeapSecond;
}
