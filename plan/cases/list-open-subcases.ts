import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { listUnnamedViolations } from './combine-violations.ts';

/**
 * Lists the subcases of a combined case that must be sent by themselves: of valid requests, all if their combination is
 * rejected; of invalid ones, those whose violations the response does not name.
 */
export function listOpenSubcases({ case: { subcases = [] }, response }: Exchange): readonly Case[] {
  if (!response) return [];
  const areInvalid = subcases.some(({ violation }) => violation);
  if (areInvalid) return listUnnamedViolations(subcases, response);
  return response.status >= 300 ? subcases : [];
}
