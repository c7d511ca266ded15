import type { Fault } from '../../../../reference/bookshop/faults/fault.ts';

const families = new Set([
  'lost values',
  'lost changes',
  'unwanted effects',
  'deletions',
  'times',
  'lists',
  'items of lists',
]);

/** Whether only several requests together show the fault. */
export const isOfSeveralRequests = ({ family }: Pick<Fault, 'family'>): boolean => families.has(family);
