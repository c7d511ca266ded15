/** Encodes everything but the unreserved characters of RFC 3986 section 2.3: safe in a path segment and in a query. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * Encodes what `allowReserved` requires: reserved characters stay as they are, except those which separate the parts of a
 * query or start a fragment (OpenAPI 3.1.1 section 4.8.12.2.2, RFC 6570 section 3.2.3).
 */
export const percentEncodeReserved = (text: string): string =>
  percentEncode(text).replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/g, (encoded) =>
    decodeURIComponent(encoded),
  );
