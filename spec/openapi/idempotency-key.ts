import type { Operation, Parameter } from './contract.ts';

/**
 * Whether a header is an idempotency key, which must differ for each request
 * (draft-ietf-httpapi-idempotency-key-header).
 */
export const isIdempotencyKey = (name: string): boolean => /idempotency-?key/i.test(name);

/** The header parameters of an operation that are idempotency keys. */
export const listIdempotencyKeys = ({ parameters }: Operation): Parameter[] =>
  parameters.filter(({ in: location, name }) => location === 'header' && isIdempotencyKey(name));
