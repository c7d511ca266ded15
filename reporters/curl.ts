import type { Exchange } from '../spec/openapi/exchange.ts';
import type { Credentials } from '../spec/openapi/request.ts';
import { toCredentialVariable, toOtherCredentialVariable } from '../spec/openapi/security.ts';

/**
 * Maximum length of a body in characters. For a longer body, the line would be unreadable, and only a replay is
 * offered.
 */
const maxBodyLength = 4000;

/** Placeholders of secrets that the user has, with the environment variables that contain them. */
const variables: readonly (readonly [placeholder: string, variable: string])[] = [
  ['‹access token›', '$POLAR_ACCESS_TOKEN'],
  ['‹unscoped access token›', '$POLAR_UNSCOPED_ACCESS_TOKEN'],
];

/** Returns the placeholders in a text, with the environment variables that contain their secrets. */
function listVariables(text: string): (readonly [placeholder: string, variable: string])[] {
  const credentials = [...text.matchAll(/‹(part of |other )?credential ([^›]+)›/g)];
  return [
    ...variables,
    ...credentials.map(([placeholder, part, scheme = '']) => {
      if (part === 'other ') return [placeholder, `$${toOtherCredentialVariable(scheme)}`] as const;
      const variable = toCredentialVariable(scheme);
      // `%?` removes the last character in a POSIX shell
      return [placeholder, part ? `\${${variable}%?}` : `$${variable}`] as const;
    }),
  ];
}

/** Returns curl's argument for HTTP Basic, which encodes the credentials itself; undefined for another header. */
function formatUser(name: string, value: string): string | undefined {
  if (name.toLowerCase() !== 'authorization') return undefined;
  const [, other, scheme] = /^Basic ‹(other )?credential ([^›]+)›$/.exec(value) ?? [];
  if (scheme === undefined) return undefined;
  return `-u "$${other ? toOtherCredentialVariable(scheme) : toCredentialVariable(scheme)}"`;
}

/** Credentials that the shell derives from the access token. */
const derivedCredentials: Partial<Record<Credentials, string>> = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: shell expansion that removes the last character
  truncated: '-H "authorization: Bearer ${POLAR_ACCESS_TOKEN%?}"',
  basic: '-u "$POLAR_ACCESS_TOKEN:"',
};

/** Headers that curl writes itself. */
const curlHeaders = new Set(['content-length', 'host', 'connection', 'transfer-encoding', 'keep-alive']);

/** Characters that can control a terminal or hide a part of the line. */
const unprintable = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Quotes a text for a POSIX shell, which then expands nothing in it. Control characters become calls of `printf`. */
export function quoteShell(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  const quoted = `'${text.replaceAll("'", `'\\''`)}'`;
  return unprintable.test(text) ? quoted.replace(new RegExp(unprintable, 'gu'), escapeOctal) : quoted;
}

/**
 * Returns a call of `printf` that writes the character, between two quoted parts. NUL is not possible in an argument.
 */
function escapeOctal(character: string): string {
  const bytes = [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `'"$(printf '${bytes.join('')}')"'`;
}

/** Quotes a text and replaces its placeholders by the variables that hold the secrets. */
function quoteWithVariables(text: string): string {
  for (const [placeholder, variable] of listVariables(text)) {
    const [before = '', ...after] = text.split(placeholder);
    if (after.length === 0) continue;
    const rest = after.join(placeholder);
    // `$TOKENx` would be another variable, so braces are needed before a word character.
    const named = /^\w/.test(rest) && !variable.includes('{') ? variable.replace(/\w+/, '{$&}') : variable;
    if (/^[\w :./-]*$/.test(before + rest)) return `"${before}${named}${rest}"`;
    return `${quoteShell(before)}"${variable}"${rest === '' ? '' : quoteWithVariables(rest)}`;
  }
  return quoteShell(text);
}

function formatHeaderArguments({ sent, case: { request } }: Exchange): string[] {
  const hasToken = sent.headers.some(([, value]) => value.includes('access token›'));
  const own = hasToken ? derivedCredentials[request.credentials] : undefined;
  const left = own === undefined ? curlHeaders : new Set([...curlHeaders, 'authorization']);
  const shown = sent.headers.filter(([name]) => !left.has(name.toLowerCase()));
  const typed = shown.some(([name]) => name.toLowerCase() === 'content-type');
  const headers = shown.map(
    ([name, value]) =>
      formatUser(name, value) ?? `-H ${quoteWithVariables(value === '' ? `${name};` : `${name}: ${value}`)}`,
  );
  // Without an empty header, curl would add the content type of a form.
  const all = sent.body === undefined || typed ? headers : [...headers, '-H Content-Type:'];
  return [...all, ...(own === undefined ? [] : [own])];
}

function encodeBody(exchange: Exchange): string | undefined {
  const body = exchange.case.request.body;
  if (body !== undefined && 'base64' in body) return body.base64;
  const text = exchange.sent.body;
  if (text === undefined || !unprintable.test(text)) return undefined;
  return Buffer.from(text).toString('base64');
}

/**
 * A curl command for POSIX shells that repeats the request, with secrets taken from the environment. Undefined if the
 * body is too long for a line.
 */
export function formatCurl(exchange: Exchange): string | undefined {
  const { method, url, body } = exchange.sent;
  const base64 = encodeBody(exchange);
  if ((base64 ?? body ?? '').length > maxBodyLength) return undefined;
  const words = [
    'curl -isS --globoff --path-as-is',
    method === 'HEAD' ? '--head' : `-X ${quoteShell(method)}`,
  ];
  words.push(quoteWithVariables(url), ...formatHeaderArguments(exchange));
  if (base64 !== undefined) {
    return `printf %s ${quoteShell(base64)} | base64 -d | ${[...words, '--data-binary @-'].join(' ')}`;
  }
  // `--data-binary` would read a file if the body began with `@`
  return [...words, ...(body === undefined ? [] : [`--data-raw ${quoteWithVariables(body)}`])].join(' ');
}
