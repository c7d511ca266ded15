import type { Json } from '../spec/json.ts';
import type { Issue } from './pipeline.ts';
import type { Settings } from './settings.ts';

/** What a kind of field refuses, and how it spells what it accepts. */
interface FieldKind {
  refuse(value: Json, settings: Settings): Issue | undefined;
  /** Whatever was let through, even what should not have been. */
  spell(value: Json, settings: Settings): Json;
}

const canonical = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const undashed = /^[0-9a-f]{32}$/;

const unicode: Issue = {
  type: 'string_unicode',
  msg: 'Input should be a valid string, unable to parse raw data as a unicode string',
};

/** In Unicode mode only lone surrogates match: a pair is one character. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** The canonical spelling of a UUID (RFC 9562 section 4); undefined when it is none. */
function uuidOf(value: string, lenient: boolean): string | undefined {
  const lower = value.toLowerCase();
  if (!lenient) return canonical.test(value) ? value : undefined;
  const bare = /^\{(.*)\}$/.exec(lower)?.[1] ?? lower.replace(/^urn:uuid:/, '');
  if (canonical.test(bare)) return bare;
  return undashed.test(bare)
    ? bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : undefined;
}

const uuid: FieldKind = {
  refuse(value, settings) {
    if (typeof value !== 'string') {
      return { type: 'uuid_type', msg: 'UUID input should be a string, bytes or UUID object' };
    }
    const found = uuidOf(value, settings.lenientUuids);
    if (found === undefined) {
      return { type: 'uuid_parsing', msg: 'Input should be a valid UUID', ctx: { error: 'invalid UUID' } };
    }
    if (settings.uuidVersions.includes(found.charAt(14))) return undefined;
    return { type: 'uuid_version', msg: 'UUID version 4 expected', ctx: { expected_version: 4 } };
  },
  spell: (value) => (typeof value === 'string' ? (uuidOf(value, true) ?? value) : value),
};

const string: FieldKind = {
  refuse(value) {
    if (typeof value !== 'string') return { type: 'string_type', msg: 'Input should be a valid string' };
    return isWellFormed(value) ? undefined : unicode;
  },
  spell: (value) => value,
};

const lengthOf = (text: string): number => [...text].length;

const unparsable = (error: string): Issue => ({
  type: 'url_parsing',
  msg: `Input should be a valid URL, ${error}`,
  ctx: { error },
});

function badScheme(schemes: readonly string[]): Issue {
  const expected = schemes.map((scheme) => `'${scheme.replace(':', '')}'`).join(' or ');
  return { type: 'url_scheme', msg: `URL scheme should be ${expected}`, ctx: { expected_schemes: expected } };
}

function refuseUrl(value: string, { maxUrlLength, urlSchemes }: Settings): Issue | undefined {
  const tooLong = {
    type: 'url_too_long',
    msg: `URL should have at most ${maxUrlLength} characters`,
    ctx: { max_length: maxUrlLength },
  };
  if (!isWellFormed(value)) return unicode;
  if (lengthOf(value) > maxUrlLength) return tooLong;
  if (value === '') return unparsable('input is empty');
  if (!URL.canParse(value)) return unparsable('relative URL without a base');
  const { href, host, protocol } = new URL(value);
  if (host === '') return unparsable('empty host');
  if (urlSchemes !== 'any' && !urlSchemes.includes(protocol)) return badScheme(urlSchemes);
  return href.length > maxUrlLength ? tooLong : undefined;
}

const url: FieldKind = {
  refuse(value, settings) {
    if (typeof value !== 'string') return { type: 'url_type', msg: 'URL input should be a string or URL' };
    return refuseUrl(value, settings);
  },
  spell(value, settings) {
    if (typeof value !== 'string' || !settings.normalisesUrls || !URL.canParse(value)) return value;
    return new URL(value).href;
  },
};

export interface FieldSpec {
  name: string;
  kind: FieldKind;
  /** Null and absent are one. */
  nullable: boolean;
  /** Undocumented other names. */
  aliases?: readonly string[];
}

export interface Branch {
  name: string;
  /** The last one names the customer. */
  fields: readonly FieldSpec[];
  key: string;
}

const shared: FieldSpec[] = [
  { name: 'member_id', kind: uuid, nullable: true },
  { name: 'external_member_id', kind: string, nullable: true },
  { name: 'return_url', kind: url, nullable: true },
];

/** The body's union, in the order of the document. */
export const branches: readonly Branch[] = [
  {
    name: 'CustomerSessionCustomerIDCreate',
    key: 'customer_id',
    fields: [...shared, { name: 'customer_id', kind: uuid, nullable: false }],
  },
  {
    name: 'CustomerSessionCustomerExternalIDCreate',
    key: 'external_customer_id',
    fields: [
      ...shared,
      { name: 'external_customer_id', kind: string, nullable: false, aliases: ['customer_external_id'] },
    ],
  },
];
