import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeFormatDefect } from '../../../spec/json-schema/formats/describe-format-defect.ts';
import { findFormat } from '../../../spec/json-schema/formats/formats.ts';

test.each<[format: string, text: string, defect: RegExp]>([
  ['date-time', '2026-11-26T10:00:00', /no time zone/],
  ['date-time', '2026-11-26T10:00:00.123456', /no time zone/],
  ['date-time', '2026-11-26 10:00:00Z', /space between date and time/],
  ['date-time', '2026-11-26', /no time$/],
  ['date-time', '2026-11-26T10:00Z', /no seconds/],
  ['date-time', '2026-11-26T10:00:00+0100', /offset without a colon/],
  ['date-time', '2026-11-26T10:00:00+01', /offset without minutes/],
  ['date-time', '2026-11-26T10:00:00 +01:00', /space before its time zone/],
  ['date-time', '2026-11-26T10:00:00,5Z', /comma/],
  ['date-time', '2026-11-26T10:00:00CET', /neither `Z` nor an offset/],
  ['date-time', '2026-11-26T24:00:00Z', /time that does not exist/],
  ['date-time', '2023-02-29T10:00:00Z', /date that does not exist/],
  ['date-time', '26.11.2026 10:00', /begin with the year/],
  ['date-time', '1780000000', /number of seconds/],
  ['date-time', '', /no date/],
  ['date', '2026-11-26T10:00:00Z', /has a time/],
  ['date', '2026/11/26', /separators/],
  ['date', '20261126', /no separators/],
  ['date', '2026-13-01', /does not exist/],
  ['time', '10:00:00', /no time zone/],
  ['uuid', '{53fe7d14-bdc1-4375-8dc8-d09b34a70399}', /braces/],
  ['uuid', 'urn:uuid:53fe7d14-bdc1-4375-8dc8-d09b34a70399', /prefix/],
  ['uuid', '53fe7d14bdc143758dc8d09b34a70399', /no hyphens/],
  ['uuid', '53fe7d14-bdc1-4375-8dc8-d09b34a7039', /32 digits/],
  ['uuid4', '53fe7d14-bdc1-1375-8dc8-d09b34a70399', /version 4/],
  ['uri', '/relative', /no scheme/],
  ['uri', 'https://a/b c', /space/],
  ['uri', 'https://a/%zz', /%/],
  ['uri', 'https://exämple.com/', /outside ASCII/],
  ['email', 'Ada <ada@example.com>', /display name/],
  ['email', 'ada', /no `@`/],
  ['email', '@example.com', /before its `@`/],
])('of %s, the defect of "%s" is described', (format, text, defect) => {
  expect(findFormat(format)?.type === 'string').toBe(true);
  expect(describeFormatDefect(format, text)).toMatch(defect);
});

test('any invalid text of a described date and time format has a defect, and other formats have none', () => {
  const text = fc.oneof(
    fc.string(),
    fc.stringMatching(/^\d{4}-\d\d-\d\d[Tt ]?\d\d:\d\d(:\d\d)?(\.\d*)?(Z|[+-]\d\d:?(\d\d)?)?$/),
  );
  fc.assert(
    fc.property(fc.constantFrom('date', 'date-time', 'time'), text, (format, value) => {
      const known = findFormat(format);
      if (known?.type !== 'string' || known.validate(value)) return;
      expect(describeFormatDefect(format, value)).toMatch(/^(?:has|is|does) /);
    }),
    { numRuns: 1000 },
  );
  expect(describeFormatDefect('constructor', 'x')).toBeUndefined();
  expect(describeFormatDefect('ipv4', 'x')).toBeUndefined();
});
