import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { RequestMessage } from '../../spec/openapi/request-message.ts';
import type { SingleUsePart } from '../acceptance-search.ts';
import { generatePart, getPart, listSingleUseCandidates, withPart } from '../cases/single-use.ts';
import type { PlanContext } from '../context.ts';
import type { CaseRenewal } from './case-renewal.ts';

/** Parts that are tried. */
const MAX_PARTS = 6;

/**
 * Finds the part of an accepted message because of which the target rejects it the second time: with another value of that
 * part alone, it accepts the message again.
 * @param attempt whether the target accepts a message
 */
export async function findSingleUse(
  context: PlanContext,
  message: RequestMessage,
  rejection: Exchange,
  { takeResource }: Pick<CaseRenewal, 'takeResource'>,
  attempt: (message: RequestMessage) => Promise<boolean>,
): Promise<SingleUsePart[]> {
  const candidates = listSingleUseCandidates(context, message, rejection).slice(0, MAX_PARTS);
  for (const [index, part] of candidates.entries()) {
    const current = getPart(message, part);
    const value =
      part.in === 'path'
        ? await takeResource(context, part)
        : generatePart(context, message, part, -1 - index, (candidate) => candidate === current);
    const changed = value === undefined ? undefined : withPart(message, part, value);
    if (changed && (await attempt(changed))) return [part];
  }
  const isGone = [404, 410].includes(rejection.response?.status ?? 0); // also if there is no other resource
  return isGone ? candidates.filter((part) => part.in === 'path') : [];
}
