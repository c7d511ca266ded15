import type { ReceivedBody } from '../spec/openapi/response.ts';

/** A body that was not read to its end. `text` is shown in its place. */
export const createUnreadBody = (text: string, bytes: number): ReceivedBody => ({
  ...{ text, bytes, truncated: true, isUnread: true, unreadable: 'recorded in part' },
});
