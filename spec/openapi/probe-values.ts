/** Names under `.example`, which never resolve (RFC 2606 section 2). */
export const forgedHosts = ['forged-host.example', 'forged-forwarded.example'] as const;
export const forgedOrigin = 'https://forged-origin.example';

/** The value of a header that a TRACE request carries. */
export const tracedValue = 'conformance-traced-value';

/** The header that a text with a line break adds to the response of a server which copies it into a header. */
export const injectedField = 'X-Conformance-Injected';
