/**
 * Matches the strings of a JSON text (RFC 8259 section 7). Not written with an alternative for each character, because long
 * strings would then overflow the stack.
 */
export const jsonStrings = /"[^"\\]*(?:\\.[^"\\]*)*"/gs;
