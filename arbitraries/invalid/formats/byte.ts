import { type FormatMutator, should } from './format-mutator.ts';

/** Base64 (RFC 4648 section 4). SHOULD, because decoders differ in what they accept. */
export const byte: FormatMutator[] = should([
  ['one character more', 'has one extra character', (value) => `A${value}`],
  ['one character less', 'lacks its last character', (value) => value.slice(0, -1)],
  ['URL-safe', 'uses the URL-safe alphabet', (value) => `ab-_${value}`],
  ['strange sign', 'has characters outside every Base64 alphabet', (value) => `ab!?${value}`],
  ['padding inside', 'has padding inside', (value) => `ab==${value}abcd`],
  ['line feed', 'has a line feed', (value) => `abcd\n${value}`],
]);

/** Base64url (RFC 4648 section 5). SHOULD, because decoders differ in what they accept. */
export const base64url: FormatMutator[] = should([
  ['standard alphabet', 'uses the standard alphabet', (value) => `ab+/${value}`],
  ['strange sign', 'has characters outside every Base64 alphabet', (value) => `ab!?${value}`],
  ['padding inside', 'has padding inside', (value) => `ab==${value}abcd`],
  ['line feed', 'has a line feed', (value) => `abcd\n${value}`],
]);
