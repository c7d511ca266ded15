import { isObject } from '../../spec/json.ts';
import type { ConformanceEntry } from '../../spec/openapi/conformance-entry.ts';
import type { HeaderList } from '../../spec/openapi/request.ts';
import { readConformanceEntry } from './read-conformance-entry.ts';

/**
 * The fields of a HAR 1.2 entry that the suite reads. Recorders omit many of them, so all but the request are optional.
 */
export interface HarEntry {
  startedDateTime?: string;
  time?: number;
  comment?: string;
  /** What an archive of this suite adds. */
  conformance?: ConformanceEntry;
  request: HarRequest;
  response?: HarResponse;
}

interface HarRequest {
  method: string;
  url: string;
  headers: HeaderList;
  body?: string;
  bodySize?: number;
  /** Set if the body is a value of a JSON line, whose text is not known. */
  isSerialized?: true;
}

export interface HarResponse {
  status: number;
  headers: HeaderList;
  content: { text?: string; isBase64: boolean; size?: number };
}

/** Reads an entry of `log.entries`; undefined if it lacks the method or the URL. */
export function readHarEntry(entry: unknown): HarEntry | undefined {
  if (!isObject(entry)) return undefined;
  const request = readRequest(entry.request);
  if (request === undefined) return undefined;
  const response = readResponse(entry.response);
  const conformance = readConformanceEntry(entry._conformance);
  return {
    request,
    ...(response && { response }),
    ...(typeof entry.startedDateTime === 'string' && { startedDateTime: entry.startedDateTime }),
    ...(typeof entry.time === 'number' && { time: entry.time }),
    ...(typeof entry.comment === 'string' && { comment: entry.comment }),
    ...(conformance && { conformance }),
  };
}

function readRequest(value: unknown): HarRequest | undefined {
  if (!isObject(value)) return undefined;
  const { method, url, postData, bodySize } = value;
  if (typeof method !== 'string' || typeof url !== 'string') return undefined;
  const body = readPostData(postData);
  return {
    ...{ method: method.toUpperCase(), url, headers: readHeaders(value.headers) },
    ...(body !== undefined && { body }),
    ...(isObject(postData) && postData._isSerialized === true && { isSerialized: true as const }),
    ...(typeof bodySize === 'number' && bodySize >= 0 && { bodySize }), // -1 means unknown
  };
}

/** Some recorders list the fields of a form in `params` and leave out `text`. */
function readPostData(postData: unknown): string | undefined {
  if (!isObject(postData)) return undefined;
  const { text, params } = postData;
  if (typeof text === 'string' && text !== '') return text;
  const fields = readPairs(params);
  if (fields.length > 0)
    return new URLSearchParams(fields.map(([name, field]): [string, string] => [name, field])).toString();
  return typeof text === 'string' ? text : undefined;
}

function readResponse(value: unknown): HarResponse | undefined {
  // 0 means that no response was received
  if (!isObject(value) || typeof value.status !== 'number' || value.status < 100) return undefined;
  const content = isObject(value.content) ? value.content : {};
  const { text, encoding, size } = content;
  return {
    status: value.status,
    headers: readHeaders(value.headers),
    content: {
      isBase64: encoding === 'base64',
      ...(typeof text === 'string' && { text }),
      ...(typeof size === 'number' && size >= 0 && { size }),
    },
  };
}

/** The header fields. HTTP/2 recordings also list pseudo-header fields such as `:authority` (RFC 9113 section 8.3). */
const readHeaders = (value: unknown): HeaderList =>
  readPairs(value).filter(([name]) => !name.startsWith(':'));

function readPairs(value: unknown): (readonly [name: string, value: string])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair) =>
    isObject(pair) && typeof pair.name === 'string' ? [[pair.name, String(pair.value ?? '')] as const] : [],
  );
}
