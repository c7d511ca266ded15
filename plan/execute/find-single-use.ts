import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { RequestMessage } from '../../spec/openapi/request-message.ts';
import type { SingleUsePart } from '../acceptance-search.ts';
import { generatePart, getPart, listSingleUseCandidates, withPart } from '../cases/single-use.ts';
import type { PlanContext } from '../context.ts';
import type { CaseRenewal } from './case-renewal.ts';

/** Maximum number of parts that are tried. */
const MAX_PARTS = 6;

/** Values of a body are generated first, and else extend the accepted text. */
const listVariants = (part: SingleUsePart): SingleUsePart[] =>
  part.in === 'body' ? [part, { ...part, isExtended: true }] : [part];

/**
 * Finds the part that makes the target reject a repeated message: with a new value of this part only, the target
 * accepts the message. Returns at most one part, except for a 404 or 410 (see below).
 * @param attempt resolves to whether the target accepts a message
 */
export async function findSingleUse(
  context: PlanContext,
  message: RequestMessage,
  rejection: Exchange,
  { takeResource }: Pick<CaseRenewal, 'takeResource'>,
  attempt: (message: RequestMessage) => Promise<boolean>,
): Promise<SingleUsePart[]> {
  const candidates = listSingleUseCandidates(context, message, rejection).slice(0, MAX_PARTS);
  for (const [index, candidate] of candidates.entries()) {
    for (const part of listVariants(candidate)) {
      const current = getPart(message, part);
      const value =
        part.in === 'path'
          ? await takeResource(context, part)
          : generatePart(context, message, part, -1 - index, (each) => each === current);
      const changed = value === undefined ? undefined : withPart(message, part, value);
      if (changed && (await attempt(changed))) return [part];
    }
  }
  // the path identifies what is gone, even if no other resource was found to try
  const isGone = [404, 410].includes(rejection.response?.status ?? 0);
  return isGone ? candidates.filter((part) => part.in === 'path') : [];
}
