/** Host names for forged `Host` headers. Names under `.example` never resolve (RFC 2606 section 2). */
export const forgedHosts = ['forged-host.example', 'forged-forwarded.example'] as const;
export const forgedOrigin = 'https://forged-origin.example';

/** The value of a header that a TRACE request carries, which a response with the request's headers would repeat. */
export const tracedValue = 'conformance-traced-value';

/** The header that appears in the response if a server copies a text with a line break into a response header. */
export const injectedField = 'X-Conformance-Injected';
