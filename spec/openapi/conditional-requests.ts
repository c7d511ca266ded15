import type { Operation } from './contract.ts';

/** The conditional requests of RFC 9110 section 13.1, with the status of a response whose condition is false. */
const conditions = {
  'If-None-Match': '304',
  'If-Match': '412',
} as const;

/** Whether the document describes the conditional request: by its header field, or by its status. */
export const offersCondition = (
  { parameters, responses }: Operation,
  header: keyof typeof conditions,
): boolean =>
  parameters.some(
    ({ in: location, name }) => location === 'header' && name.toLowerCase() === header.toLowerCase(),
  ) || responses.some(({ status }) => status === conditions[header]);
