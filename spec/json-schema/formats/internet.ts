import { domainToASCII } from 'node:url';

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}$`);
const H16 = /^[0-9A-Fa-f]{1,4}$/;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]";
const DOT_STRING = new RegExp(`^${ATEXT}+(?:\\.${ATEXT}+)*$`);
const QUOTED = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/;
const IDN_DOT_STRING =
  /^[^\s@"(),:;<>[\\\].\x00-\x20\x7f-\x9f]+(?:\.[^\s@"(),:;<>[\\\].\x00-\x20\x7f-\x9f]+)*$/u;
const GENERAL_LITERAL = /^[A-Za-z0-9-]*[A-Za-z0-9]:[!-Z^-~]+$/;

/** Whether the text is an IPv4 address of four decimal octets without leading zeros (RFC 2673 section 3.2). */
export const isIpv4 = (text: string): boolean => IPV4.test(text);

/** Whether the text is an IPv6 address (RFC 4291 section 2.2; RFC 3986 section 3.2.2 for the number of groups). */
export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const all = groups.flat();
  const last = all.at(-1) ?? '';
  const dotted = last.includes('.') && groups.at(-1)?.length !== 0;
  if (dotted && !isIpv4(last)) return false;
  const words = dotted ? all.slice(0, -1) : all;
  const length = words.length + (dotted ? 2 : 0);
  return words.every((word) => H16.test(word)) && (halves.length === 2 ? length <= 7 : length === 8);
}

/**
 * Whether the text is a host name: labels of 1 to 63 letters, digits and inner hyphens, at most 253 characters in all
 * (RFC 1123 section 2.1).
 */
export const isHostname = (text: string): boolean =>
  text.length <= 253 && text.split('.').every((label) => LABEL.test(label));

/** Whether the text is a host name whose labels may be internationalized (RFC 5890 section 2.3.2.3). */
export function isIdnHostname(text: string): boolean {
  if (!/^(?:[\p{L}\p{M}\p{N}\u00b7\u0375\u05f3\u05f4\u30fb.-]|\u200c|\u200d)+$/u.test(text)) return false;
  const ascii = domainToASCII(text);
  return ascii !== '' && isHostname(ascii);
}

function isAddressLiteral(text: string): boolean {
  if (!text.startsWith('[') || !text.endsWith(']')) return false;
  const inner = text.slice(1, -1);
  if (/^IPv6:/i.test(inner)) return isIpv6(inner.slice(5));
  return isIpv4(inner) || GENERAL_LITERAL.test(inner);
}

function isMailbox(text: string, dotString: RegExp, hostname: (text: string) => boolean): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  // the local part has at most 64 octets (RFC 5321 section 4.5.3.1.1)
  if (at < 1 || Buffer.byteLength(local) > 64) return false;
  return (dotString.test(local) || QUOTED.test(local)) && (hostname(domain) || isAddressLiteral(domain));
}

/** Whether the text is an email address: a `Mailbox` of RFC 5321 section 4.1.2. */
export const isEmail = (text: string): boolean => isMailbox(text, DOT_STRING, isHostname);

/** Whether the text is an email address that may be internationalized: a `Mailbox` of RFC 6531 section 3.3. */
export const isIdnEmail = (text: string): boolean => isMailbox(text, IDN_DOT_STRING, isIdnHostname);
