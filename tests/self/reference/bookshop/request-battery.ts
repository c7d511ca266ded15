import type { BookshopServer } from '../../../../reference/bookshop/server.ts';
import type { BookshopRequest } from './bookshop-request.ts';
import { bookRequests, deleteBookRequests } from './requests/books.ts';
import { listAndReadRequests } from './requests/lists.ts';
import { otherRequests } from './requests/others.ts';
import { styleRequests } from './requests/searches.ts';
import { type BookshopResponse, sendToBookshop } from './send-to-bookshop.ts';

/**
 * Requests that reveal every fault except the unstable ones. Those of one operation do not depend on other operations.
 */
export const requestBattery: readonly BookshopRequest[] = [
  ...listAndReadRequests,
  ...styleRequests,
  ...bookRequests,
  ...otherRequests,
  ...deleteBookRequests,
];

/** A response, or the reason why there is none. */
export type Reply = BookshopResponse | { failure: string };

/** Sends the requests in order, one at a time. */
export async function sendBattery(
  server: BookshopServer,
  requests: readonly BookshopRequest[],
): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const sent of requests) {
    const reply = await sendToBookshop(server, sent).catch((error: unknown) => ({ failure: String(error) }));
    replies.push(reply);
  }
  return replies;
}

const withoutPort = (text: string): string => text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1');

/** Converts the response to a text that is the same for each run. */
export function normalizeReply(reply: Reply): string {
  if ('failure' in reply) return reply.failure;
  const { date: _, 'keep-alive': __, ...headers } = reply.headers;
  return withoutPort(JSON.stringify([reply.status, headers, reply.bytes.toString('latin1')]));
}
