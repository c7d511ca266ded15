import fc from 'fast-check';

/** IMF-fixdate (RFC 9110 section 5.6.7): senders must not use the other forms. */
export const httpDates: fc.Arbitrary<string> = fc
  .date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2037-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toUTCString());
