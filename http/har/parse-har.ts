import { isObject } from '../../spec/json.ts';
import type { ConformanceEntry } from '../../spec/openapi/conformance-entry.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import type { ReceivedBody } from '../../spec/openapi/response.ts';
import { parseStrictJson } from '../parse-strict-json.ts';
import { UsageError } from '../usage-error.ts';
import { type HarEntry, type HarResponse, readHarEntry } from './har-entry.ts';
import { parseSentJson } from './parse-sent-json.ts';

/**
 * Parses an HTTP Archive 1.2, as browsers, proxies and this suite write it. Entries without a method or URL are left
 * out.
 * @throws UsageError if the text is not an HTTP Archive
 */
export const parseHar = (text: string): RecordedExchange[] => toRecordedExchanges(readEntries(text));

/** Converts the entries of an HTTP Archive, except those without a method or URL. */
export function toRecordedExchanges(entries: readonly unknown[]): RecordedExchange[] {
  return entries.flatMap((value, index) => {
    const entry = readHarEntry(value);
    return entry ? [toRecordedExchange(entry, index + 1)] : [];
  });
}

function readEntries(text: string): unknown[] {
  let archive: unknown;
  try {
    archive = JSON.parse(text.replace(/^\uFEFF/, '')); // Fiddler writes a byte order mark at the start of the file
  } catch {
    throw new UsageError('the file is not an HTTP Archive: it is not JSON');
  }
  const log = isObject(archive) ? archive.log : undefined;
  if (!isObject(log) || !Array.isArray(log.entries))
    throw new UsageError('the file is not an HTTP Archive: it has no list `log.entries`');
  return log.entries;
}

function toRecordedExchange(
  { request, response, startedDateTime = '', time = 0, comment, conformance }: HarEntry,
  id: number,
): RecordedExchange {
  const { method, url, headers, body, bodySize, isSerialized } = request;
  const startedAt = Date.parse(startedDateTime);
  const isPart = isRecordedInPart(body, bodySize);
  return {
    id,
    sent: { method, url, headers, ...(body !== undefined && { body }) },
    ...(!isPart && parseSentJson(body)),
    ...(isPart
      ? { bodyChange: 'shortened' as const }
      : isSerialized && { bodyChange: 'serialized' as const }),
    ...(response
      ? { response: { ...response, body: toReceivedBody(response, conformance) } }
      : { failure: conformance?.failure ?? noResponse }),
    startedAt: Number.isNaN(startedAt) ? 0 : startedAt,
    durationMs: time,
    attempts: 1,
    ...(comment !== undefined && { comment }),
    ...(conformance && { planned: conformance.case, isOriginal: true as const }),
  };
}

const noResponse = { kind: 'aborted', message: 'no response was recorded', answered: false } as const;

/** Whether the reports of this suite have shortened a request body. */
const isRecordedInPart = (text = '', size = 0): boolean =>
  size > Buffer.byteLength(text) && / characters omitted /.test(text);

/** Converts a recorded response body. Browsers omit bodies that they no longer have, and record only their size. */
function toReceivedBody({ content }: HarResponse, conformance?: ConformanceEntry): ReceivedBody {
  const { text, isBase64, size } = content;
  const bytes = Buffer.from(text ?? '', isBase64 ? 'base64' : 'utf8');
  const { json, ...rest } = parseStrictJson(bytes);
  const recorded = { ...rest, bytes: size ?? bytes.length, truncated: false };
  if (json) return { ...recorded, json };
  if (conformance?.isWholeBody && !/ characters omitted /.test(text ?? '')) {
    const { unreadable } = conformance; // a HAR has no bytes that are not UTF-8
    return { ...recorded, ...(unreadable !== undefined && { unreadable }) };
  }
  const isPart = size === undefined ? text === undefined : size > bytes.length;
  return isPart ? { ...recorded, truncated: true, isUnread: true, unreadable: 'recorded in part' } : recorded;
}
