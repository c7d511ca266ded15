const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const ISO_TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)?$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const MINUTES_A_DAY = 24 * 60;

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Whether the text is a day of the calendar (RFC 3339 section 5.6, `full-date`; section 5.7). */
export function isDate(text: string): boolean {
  const [year, month, day] = (DATE.exec(text) ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return day >= 1 && day <= daysIn(year, month);
}

/** The UTC minute of the day, before the first or past the last when the offset leads to another day; undefined when not a time. */
function utcMinute(match: RegExpExecArray | null): { minute: number; leap: boolean } | undefined {
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [offsetHour, offsetMinute] = [Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return undefined;
  const offset = (match[4] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  return { minute: hour * 60 + minute - offset, leap: second === 60 };
}

/** A leap second is the last of a UTC day (RFC 3339 section 5.7). */
const endsDay = (minute: number): boolean =>
  (minute + 2 * MINUTES_A_DAY) % MINUTES_A_DAY === MINUTES_A_DAY - 1;

function fitsTime(match: RegExpExecArray | null): boolean {
  const time = utcMinute(match);
  return time !== undefined && (!time.leap || endsDay(time.minute));
}

/** The UTC day on which the local minute falls is the last of its month. */
function endsMonth(date: string, minute: number): boolean {
  const shift = Math.floor(minute / MINUTES_A_DAY);
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + (shift + 1) * MINUTES_A_DAY * 60_000);
  return next.getUTCDate() === 1;
}

function fitsDateTime(date: string, match: RegExpExecArray | null): boolean {
  const time = utcMinute(match);
  if (time === undefined || !isDate(date)) return false;
  return !time.leap || (endsDay(time.minute) && endsMonth(date, time.minute));
}

/** Whether the text is a `full-time` (RFC 3339 section 5.6). */
export const isTime = (text: string): boolean => fitsTime(TIME.exec(text));

/** Whether the text is a `date-time` (RFC 3339 section 5.6): `T` or `t`, never a blank; an offset always. */
export const isDateTime = (text: string): boolean =>
  /^[Tt]$/.test(text[10] ?? '') && fitsDateTime(text.slice(0, 10), TIME.exec(text.slice(11)));

/** Whether the text is a time of ISO 8601 as ajv-formats reads it: the offset may be short or missing. */
export const isIsoTime = (text: string): boolean => fitsTime(ISO_TIME.exec(text));

/** Whether the text is a date and time of ISO 8601 as ajv-formats reads it: a blank may part them. */
export const isIsoDateTime = (text: string): boolean =>
  /^[Tt ]$/.test(text[10] ?? '') && fitsDateTime(text.slice(0, 10), ISO_TIME.exec(text.slice(11)));

const DURATION =
  /^P(?:\d+W|T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/;

/** Whether the text is a `duration` (RFC 3339 appendix A: no unit between two others is left out). */
export const isDuration = (text: string): boolean => DURATION.test(text);
