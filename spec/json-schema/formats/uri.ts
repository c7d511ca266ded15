import { parseUrl } from '../../parse-url.ts';
import { isIpv6 } from './internet.ts';

/**
 * Splits any text into the five parts of a URI in linear time (RFC 3986 appendix B). Each part is then tested
 * separately.
 */
const PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/su;
const AUTHORITY = /^(?:(.*)@)?(\[[^\]]*\]|[^:@[\]]*)(?::(\d*))?$/su;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;
const IPV_FUTURE = /^v[0-9A-F]+\.[\w.~!$&'()*+,;=:-]+$/i;

/** The non-ASCII characters of an IRI: `ucschar` and `iprivate` (RFC 3987 section 2.2). */
const UCSCHAR =
  '\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}' +
  Array.from({ length: 14 }, (_, plane) => {
    const hex = (plane + 1).toString(16);
    return `\\u{${hex}${plane === 13 ? '1000' : '0000'}}-\\u{${hex}fffd}`;
  }).join('');
const IPRIVATE = '\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}';

interface Grammar {
  userinfo: RegExp;
  name: RegExp;
  path: RegExp;
  query: RegExp;
  fragment: RegExp;
}

function createGrammar(extra: string, extraInQuery: string): Grammar {
  const compile = (characters: string) =>
    new RegExp(`^(?:[A-Za-z0-9._~!$&'()*+,;=${characters}\\-]|%[0-9A-Fa-f]{2})*$`, 'u');
  return {
    userinfo: compile(`:${extra}`),
    name: compile(extra),
    path: compile(`:@\\/${extra}`),
    query: compile(`:@\\/?${extra}${extraInQuery}`),
    fragment: compile(`:@\\/?${extra}`),
  };
}

const URI = createGrammar('', '');
const IRI = createGrammar(UCSCHAR, IPRIVATE);

function isHost(host: string, name: RegExp): boolean {
  if (!host.startsWith('[')) return name.test(host);
  const literal = host.slice(1, -1);
  return isIpv6(literal) || IPV_FUTURE.test(literal);
}

function isAuthority(text: string, rules: Grammar): boolean {
  const match = AUTHORITY.exec(text);
  return match !== null && rules.userinfo.test(match[1] ?? '') && isHost(match[2] ?? '', rules.name);
}

/** Whether a path is valid. The presence of a scheme or authority restricts how it may begin (RFC 3986 section 3.3). */
function isPath(path: string, before: { scheme: boolean; authority: boolean }, rules: Grammar): boolean {
  if (!rules.path.test(path)) return false;
  if (before.authority) return path === '' || path.startsWith('/');
  if (path.startsWith('//')) return false;
  return before.scheme || !(path.split('/')[0] ?? '').includes(':');
}

function isReference(text: string, rules: Grammar, absolute: boolean): boolean {
  const match = PARTS.exec(text);
  if (match === null) return false;
  const [, scheme, authority, path = '', query = '', fragment = ''] = match;
  if (scheme === undefined ? absolute : !SCHEME.test(scheme)) return false;
  if (authority !== undefined && !isAuthority(authority, rules)) return false;
  const before = { scheme: scheme !== undefined, authority: authority !== undefined };
  return isPath(path, before, rules) && rules.query.test(query) && rules.fragment.test(fragment);
}

/** Whether the text is a `URI` (RFC 3986 appendix A). */
export const isUri = (text: string): boolean => isReference(text, URI, true);

/** Whether the text is a `URI-reference` (RFC 3986 section 4.1). */
export const isUriReference = (text: string): boolean => isReference(text, URI, false);

/** Whether the text is an `IRI` (RFC 3987 section 2.2). */
export const isIri = (text: string): boolean => isReference(text, IRI, true);

/** Whether the text is an `IRI-reference` (RFC 3987 section 2.2). */
export const isIriReference = (text: string): boolean => isReference(text, IRI, false);

/**
 * Whether the text is a URL, absolute or relative (WHATWG URL section 4.3), or an absolute one that browsers can repair.
 * Neither JSON Schema nor OpenAPI says which kind the format means.
 */
export const isUrl = (text: string): boolean =>
  isIriReference(text) || (/^(?:https?|ftp):\/\/\S+$/i.test(text) && parseUrl(text) !== undefined);

const VARNAME = '(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*';
const VARSPEC = `${VARNAME}(?::[1-9][0-9]{0,3}|\\*)?`;
const TEMPLATE = new RegExp(
  `^(?:[^\\u{0}-\\u{20}"'%<>\\\\^\`{|}\\u{7f}-\\u{9f}]|%[0-9A-Fa-f]{2}|\\{[+#./;?&=,!@|]?${VARSPEC}(?:,${VARSPEC})*\\})*$`,
  'u',
);

/** Whether the text is a URI template (RFC 6570 section 2). */
export const isUriTemplate = (text: string): boolean => TEMPLATE.test(text);
