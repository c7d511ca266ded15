/** Converts a UUID to one spelling (RFC 9562 section 4). */
export const normalizeUuid = (uuid: string): string => uuid.toLowerCase().replace(/^urn:uuid:|[{}-]/g, '');
