import type { Client } from '../client.ts';
import type { CreatedItem } from './created-items.ts';

/** What is left of the items that a run has created. */
export interface CleanUpResult {
  deleted: number;
  /** The paths of the items that are left. */
  left: string[];
}

const countSegments = ({ path }: CreatedItem): number => path.split('/').length;

/**
 * Deletes the items that a run has created, items below others first. Items whose deletion the contract does not
 * describe or the target rejects are left.
 */
export async function cleanUp(
  items: readonly CreatedItem[],
  client: Pick<Client, 'send'>,
): Promise<CleanUpResult> {
  const left: string[] = [];
  const deleted: string[] = [];
  for (const item of items.toSorted((a, b) => countSegments(b) - countSegments(a))) {
    const exchange = item.deletion && (await client.send(item.deletion, 0));
    const status = exchange?.response?.status ?? 0;
    const isGone =
      (status >= 200 && status < 300) ||
      [404, 410].includes(status) ||
      // some servers respond with 401 or 403 if there is no such item, so that nobody learns which exist
      (item.mayBeGone === true && status >= 400 && status < 500);
    (isGone ? deleted : left).push(item.path);
  }
  const isBelowDeleted = (path: string) => deleted.some((parent) => path.startsWith(`${parent}/`));
  return { deleted: deleted.length, left: left.filter((path) => !isBelowDeleted(path)) };
}

/** Maximum number of paths in the sentence for the user. */
const MAX_NAMED = 10;

/** Describes the result for the user. Returns an empty list if the run has created nothing. */
export function describeCleanUp({ deleted, left }: CleanUpResult): string[] {
  const named = left.slice(0, MAX_NAMED).join(', ');
  const more = left.length > MAX_NAMED ? ` and ${left.length - MAX_NAMED} more` : '';
  return [
    ...(deleted > 0 ? [`${formatResources(deleted, 'was', 'were')} deleted`] : []),
    ...(left.length > 0 ? [`${formatResources(left.length, 'is', 'are')} left: ${named}${more}`] : []),
  ];
}

const formatResources = (count: number, singular: string, plural: string): string =>
  count === 1 ? `1 created resource ${singular}` : `${count} created resources ${plural}`;
