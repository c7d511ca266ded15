import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { ReceivedBody } from '../../spec/openapi/response.ts';

/** Larger bodies are cut to the excerpt size. */
const MAX_BODY_BYTES = 64 * 1024;
const EXCERPT_BYTES = 16 * 1024;
/**
 * Once the kept texts reach this total length, every further body above the excerpt size is cut. Parsed values and
 * reports take about ten times the memory of the texts.
 */
const MAX_TOTAL_LENGTH = 24 * 1024 * 1024;

/**
 * Creates a function that returns a judged exchange in the form in which it is kept: with the bodies of its response and
 * its delivery, or with an excerpt of one that is large. This bounds the memory of a run.
 */
export function createBodyRetention(): (exchange: Exchange) => Exchange {
  let totalLength = 0;
  const retain = (body: ReceivedBody): ReceivedBody => {
    const limit = totalLength < MAX_TOTAL_LENGTH ? MAX_BODY_BYTES : EXCERPT_BYTES;
    const kept = body.bytes > limit ? createExcerpt(body) : body;
    totalLength += kept.text.length;
    return kept;
  };
  return (exchange) => {
    const { sent, response, delivery } = exchange;
    const payload = delivery && retain(delivery.body);
    const body = response && retain(response.body);
    if (payload === delivery?.body && body === response?.body) return exchange;
    return {
      ...exchange,
      ...(response && body && { response: { ...response, body } }),
      ...(delivery &&
        payload && { delivery: { ...delivery, body: payload }, sent: { ...sent, body: payload.text } }),
    };
  };
}

function createExcerpt({ text, bytes, unreadable, isUnread, duplicates }: ReceivedBody): ReceivedBody {
  return {
    text: Buffer.from(text.slice(0, EXCERPT_BYTES)).toString(), // a copy: a slice would retain the whole string
    bytes,
    truncated: true,
    ...(unreadable !== undefined && { unreadable }),
    ...(isUnread && { isUnread }),
    ...(duplicates && { duplicates }),
  };
}
