import type { Json } from '../spec/json.ts';
import { parseUrl } from '../spec/parse-url.ts';
import type { Issue } from './pipeline.ts';
import type { Settings } from './settings.ts';

/** The type of a field: how its values are validated and normalized. */
export interface FieldType {
  /** Returns the reason why the value is invalid; undefined if it is valid. */
  validate(value: Json, settings: Settings): Issue | undefined;
  /** Converts the value to its canonical form. Must also work for invalid values, because a fault may accept them. */
  normalize(value: Json, settings: Settings): Json;
}

const canonicalUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const undashedUuid = /^[0-9a-f]{32}$/;

const unicodeIssue: Issue = {
  type: 'string_unicode',
  msg: 'Input should be a valid string, unable to parse raw data as a unicode string',
};

/** Whether the text has no lone surrogates. In Unicode mode, `\p{Surrogate}` does not match a pair. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** Converts a UUID to its canonical form (RFC 9562 section 4); undefined if the text is not a UUID. */
function normalizeUuid(text: string, acceptsVariants: boolean): string | undefined {
  if (!acceptsVariants) return canonicalUuid.test(text) ? text : undefined;
  const lower = text.toLowerCase();
  const bare = /^\{(.*)\}$/.exec(lower)?.[1] ?? lower.replace(/^urn:uuid:/, '');
  if (canonicalUuid.test(bare)) return bare;
  return undashedUuid.test(bare)
    ? bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : undefined;
}

export const uuidField: FieldType = {
  validate(value, settings) {
    if (typeof value !== 'string') {
      return { type: 'uuid_type', msg: 'UUID input should be a string, bytes or UUID object' };
    }
    const uuid = normalizeUuid(value, settings.acceptsUuidVariants);
    if (uuid === undefined) {
      return { type: 'uuid_parsing', msg: 'Input should be a valid UUID', ctx: { error: 'invalid UUID' } };
    }
    if (settings.uuidVersions.includes(uuid.charAt(14))) return undefined;
    return { type: 'uuid_version', msg: 'UUID version 4 expected', ctx: { expected_version: 4 } };
  },
  normalize: (value) => (typeof value === 'string' ? (normalizeUuid(value, true) ?? value) : value),
};

export const stringField: FieldType = {
  validate(value) {
    if (typeof value !== 'string') return { type: 'string_type', msg: 'Input should be a valid string' };
    return isWellFormed(value) ? undefined : unicodeIssue;
  },
  normalize: (value) => value,
};

const urlParsingIssue = (error: string): Issue => ({
  type: 'url_parsing',
  msg: `Input should be a valid URL, ${error}`,
  ctx: { error },
});

function urlSchemeIssue(schemes: readonly string[]): Issue {
  const expected = schemes.map((scheme) => `'${scheme.replace(':', '')}'`).join(' or ');
  return { type: 'url_scheme', msg: `URL scheme should be ${expected}`, ctx: { expected_schemes: expected } };
}

function validateUrl(text: string, { maxUrlLength, urlSchemes }: Settings): Issue | undefined {
  const tooLong = {
    type: 'url_too_long',
    msg: `URL should have at most ${maxUrlLength} characters`,
    ctx: { max_length: maxUrlLength },
  };
  if (!isWellFormed(text)) return unicodeIssue;
  if ([...text].length > maxUrlLength) return tooLong;
  if (text === '') return urlParsingIssue('input is empty');
  const url = parseUrl(text);
  if (url === undefined) return urlParsingIssue('relative URL without a base');
  const { href, host, protocol } = url;
  if (host === '') return urlParsingIssue('empty host');
  if (urlSchemes !== 'any' && !urlSchemes.includes(protocol)) return urlSchemeIssue(urlSchemes);
  return href.length > maxUrlLength ? tooLong : undefined;
}

export const urlField: FieldType = {
  validate(value, settings) {
    if (typeof value !== 'string') return { type: 'url_type', msg: 'URL input should be a string or URL' };
    return validateUrl(value, settings);
  },
  normalize(value, settings) {
    if (typeof value !== 'string' || !settings.normalizesUrls) return value;
    return parseUrl(value)?.href ?? value;
  },
};
