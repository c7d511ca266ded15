import { findHeader } from '../../spec/openapi/request.ts';
import { failStatus, type Judgement, type ResourceOracle } from './judgement.ts';
import { findReadBefore, isMissing } from './timeline.ts';

/** Judges conditional requests with the `ETag` of an earlier response (RFC 9110 section 13.1). */
export const judgeConditions: ResourceOracle = (timeline) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { request } = entry.exchange.case;
    const { step, status } = entry;
    const before = findReadBefore(timeline, index, step.item);
    if (!before) return [];
    if (findHeader(request.headers, 'if-none-match') !== undefined && step.action === 'read') {
      const shared = { rule: 'resource:not-modified', subject: entry, evidence: [before, entry] } as const;
      const isSame =
        findHeader(entry.exchange.response?.headers ?? [], 'etag') ===
        findHeader(before.exchange.response?.headers ?? [], 'etag');
      if (status === 304) return [{ ...shared, result: 'pass' }];
      return status === 200 && isSame
        ? [{ ...shared, result: failStatus(entry, 'status 304, because the entity tag is the current one') }]
        : [];
    }
    if (findHeader(request.headers, 'if-match') === undefined || step.action !== 'update' || !step.isInvalid)
      return [];
    const shared = { rule: 'resource:precondition', subject: entry, evidence: [before, entry] } as const;
    if (status === 412) return [{ ...shared, result: 'pass' }];
    return entry.isAccepted
      ? [
          {
            ...shared,
            result: failStatus(entry, 'status 412, because the entity tag is not the current one'),
          },
        ]
      : [];
  });

/** Judges reads of an item below another parent than its own. */
export const judgeParents: ResourceOracle = (timeline) =>
  timeline.flatMap((entry, index): Judgement[] => {
    const { step } = entry;
    if (step.action !== 'read' || !step.isInvalid) return [];
    const before = timeline
      .slice(0, index)
      .findLast(
        (each) => each.step.action === 'read' && each.step.item === step.item && !each.step.isInvalid,
      );
    if (!before?.isAccepted) return [];
    const shared = { rule: 'resource:belongs-to-parent', subject: entry, evidence: [before, entry] } as const;
    if (isMissing(entry)) return [{ ...shared, result: 'pass' }];
    return entry.isAccepted
      ? [{ ...shared, result: failStatus(entry, 'status 404, because the item belongs to another parent') }]
      : [];
  });
