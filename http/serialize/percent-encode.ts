/**
 * Encodes all characters except the unreserved ones of RFC 3986 section 2.3. The result is safe in a path segment and
 * in a query.
 */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * Encodes a value with `allowReserved`: reserved characters are kept, except those that separate the parts of a query
 * or begin a fragment (OpenAPI 3.1.1 section 4.8.12.2.2, RFC 6570 section 3.2.3).
 */
export const percentEncodeReserved = (text: string): string =>
  percentEncode(text).replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/g, (encoded) =>
    decodeURIComponent(encoded),
  );
