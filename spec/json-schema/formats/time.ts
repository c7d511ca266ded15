const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const ISO_TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)?$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const MINUTES_PER_DAY = 24 * 60;

function countDays(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** A day that exists in the calendar (RFC 3339 section 5.6, `full-date`; section 5.7). */
export function isDate(text: string): boolean {
  const [year, month, day] = (DATE.exec(text) ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return day >= 1 && day <= countDays(year, month);
}

/**
 * The time in minutes of UTC: negative, or above 1,439, if the offset leads to another day. Undefined if it is not a
 * time.
 */
function toUtcMinute(match: RegExpExecArray | null): { minute: number; leap: boolean } | undefined {
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [offsetHour, offsetMinute] = [Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return undefined;
  const offset = (match[4] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  return { minute: hour * 60 + minute - offset, leap: second === 60 };
}

/** A leap second is only possible at the end of a UTC day (RFC 3339 section 5.7). */
const isEndOfDay = (minute: number): boolean =>
  (minute + 2 * MINUTES_PER_DAY) % MINUTES_PER_DAY === MINUTES_PER_DAY - 1;

function isValidTime(match: RegExpExecArray | null): boolean {
  const time = toUtcMinute(match);
  return time !== undefined && (!time.leap || isEndOfDay(time.minute));
}

/** Whether the UTC day of this minute is the last of its month. */
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

/** A `full-time` (RFC 3339 section 5.6). */
export const isTime = (text: string): boolean => isValidTime(TIME.exec(text));

/** A `date-time` (RFC 3339 section 5.6): with `T` or `t`, not a space, and with an offset. */
export const isDateTime = (text: string): boolean =>
  /^[Tt]$/.test(text[10] ?? '') && isValidDateTime(text.slice(0, 10), TIME.exec(text.slice(11)));

/** A time of ISO 8601 as ajv-formats defines it: the offset may be abbreviated or absent. */
export const isIsoTime = (text: string): boolean => isValidTime(ISO_TIME.exec(text));

/** A date and time of ISO 8601 as ajv-formats defines it: a space may separate them. */
export const isIsoDateTime = (text: string): boolean =>
  /^[Tt ]$/.test(text[10] ?? '') && isValidDateTime(text.slice(0, 10), ISO_TIME.exec(text.slice(11)));

const DURATION =
  /^P(?:\d+W|T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/;

/** A `duration` (RFC 3339 appendix A): no unit between two others may be omitted. */
export const isDuration = (text: string): boolean => DURATION.test(text);

const IMF_FIXDATE = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/;
const OBSOLETE_DATE =
  /^(?:\w{6,9}, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT|\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/** RFC 9110 section 5.6.7. Its obsolete forms are tested only for their shape. */
export function isHttpDate(text: string): boolean {
  if (OBSOLETE_DATE.test(text)) return true;
  const withoutLeapSecond = text.replace(/:60 GMT$/, ':59 GMT');
  return IMF_FIXDATE.test(text) && new Date(withoutLeapSecond).toUTCString() === withoutLeapSecond;
}
