const datePattern = /^(\d{4})-(\d\d)-(\d\d)$/;
const timePattern = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (month: number, year: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Whether the text is a `full-date` (RFC 3339 section 5.6). */
function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = datePattern.exec(text) ?? [];
  if (day === '' || Number(month) < 1 || Number(month) > 12) return false;
  return Number(day) >= 1 && Number(day) <= daysIn(Number(month), Number(year));
}

/**
 * Whether the text is a `full-time` (RFC 3339 section 5.6). Second 60 is allowed only at the end of a day in UTC
 * (section 5.7).
 */
function isTime(text: string): boolean {
  const [match, hour = '', minute = '', second = '', sign = '+', offsetHour = '0', offsetMinute = '0'] =
    timePattern.exec(text) ?? [];
  if (match === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return false;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return false;
  if (Number(second) < 60) return true;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1);
  return (Number(hour) * 60 + Number(minute) - offset + 2880) % 1440 === 1439;
}

/** The formats of strings, each with its test. */
export const formats = {
  date: isDate,
  'date-time': (text: string): boolean => {
    const [, date = '', time = ''] = /^(.{10})t(.*)$/is.exec(text) ?? [];
    return isDate(date) && isTime(time);
  },
  /** RFC 9562 section 4, also in upper case. */
  uuid: (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
} as const;

export type Format = keyof typeof formats;
