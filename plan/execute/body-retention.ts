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
 * Creates a function that returns a judged exchange in the form in which it is kept: with its body, or with an excerpt
 * if the body is large. This bounds the memory of a run.
 */
export function createBodyRetention(): (exchange: Exchange) => Exchange {
  let totalLength = 0;
  return (exchange) => {
    const { response } = exchange;
    if (!response) return exchange;
    const limit = totalLength < MAX_TOTAL_LENGTH ? MAX_BODY_BYTES : EXCERPT_BYTES;
    const body = response.body.bytes > limit ? createExcerpt(response.body) : response.body;
    totalLength += body.text.length;
    return body === response.body ? exchange : { ...exchange, response: { ...response, body } };
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
