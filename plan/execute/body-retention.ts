import type { Exchange, ReceivedBody } from '../../spec/openapi/exchange.ts';

/** Bodies up to this size are kept whole while there is room for them; of others only what a reader looks at. */
const large = 64 * 1024;
const small = 16 * 1024;
const roomBytes = 24 * 1024 * 1024; // of text: its values, and reports of it, take ten times that

/** Makes exchanges fit to be kept, once they are judged: whatever a target sends, what a run keeps stays bounded. */
export function createRoom(): (exchange: Exchange) => Exchange {
  let used = 0;
  return (exchange) => {
    const { response } = exchange;
    if (!response) return exchange;
    const most = used < roomBytes ? large : small;
    const body = response.body.bytes > most ? excerpt(response.body) : response.body;
    used += body.text.length;
    return body === response.body ? exchange : { ...exchange, response: { ...response, body } };
  };
}

/** A slice of a string holds on to all of it: the excerpt is a copy. */
function excerpt({ text, bytes, unreadable, duplicates }: ReceivedBody): ReceivedBody {
  return {
    text: Buffer.from(text.slice(0, small)).toString(),
    bytes,
    truncated: true,
    ...(unreadable !== undefined && { unreadable }),
    ...(duplicates && { duplicates }),
  };
}
