import fc from 'fast-check';

/** Base64 (RFC 4648 section 4) with 0, 1 and 2 padding characters. */
export const base64Strings: fc.Arbitrary<string> = fc
  .uint8Array({ maxLength: 12 })
  .map((octets) => Buffer.from(octets).toString('base64'));

/** Base64 with the URL-safe alphabet and without padding (RFC 4648 section 5). */
export const base64UrlStrings: fc.Arbitrary<string> = fc
  .uint8Array({ maxLength: 12 })
  .map((octets) => Buffer.from(octets).toString('base64url'));
