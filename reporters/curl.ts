import type { Credentials, Exchange } from '../spec/openapi/exchange.ts';

/** Longer bodies make no readable line; the replay sends them. */
const longest = 4000;

/** The environment variables that stand for the placeholders of secrets which a reader has. */
const variables: readonly (readonly [placeholder: string, variable: string])[] = [
  ['‹access token›', '$POLAR_ACCESS_TOKEN'],
  ['‹unscoped access token›', '$POLAR_UNSCOPED_ACCESS_TOKEN'],
];

/** Credentials that are made from the token: the shell makes them likewise. */
const derived: Partial<Record<Credentials, string>> = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own expansion, of all but the last character
  truncated: '-H "authorization: Bearer ${POLAR_ACCESS_TOKEN%?}"',
  basic: '-u "$POLAR_ACCESS_TOKEN:"',
};

/** Headers that curl writes itself, and right. */
const written = new Set(['content-length', 'host', 'connection', 'transfer-encoding', 'keep-alive']);

/** Not to be pasted into a terminal as they are: they could act there, or hide what the line does. */
const unprintable = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Quotes a word for POSIX shells: nothing in it is expanded, and nothing in it acts on the terminal. */
export function shellQuoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  const quoted = `'${word.replaceAll("'", `'\\''`)}'`;
  return unprintable.test(word) ? quoted.replace(new RegExp(unprintable, 'gu'), octal) : quoted;
}

/** A character as `printf` writes it, between the single quotes around it; NUL cannot be an argument at all. */
function octal(character: string): string {
  const bytes = [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `'"$(printf '${bytes.join('')}')"'`;
}

/** Quotes a word in which placeholders become the variables that hold the secrets. */
function withVariables(word: string): string {
  for (const [placeholder, variable] of variables) {
    const [before = '', ...after] = word.split(placeholder);
    if (after.length === 0) continue;
    const rest = after.join(placeholder);
    // Before a letter, the name would go on: "$TOKENx" is another variable.
    const named = /^\w/.test(rest) ? variable.replace(/\w+/, '{$&}') : variable;
    if (/^[\w :./-]*$/.test(before + rest)) return `"${before}${named}${rest}"`;
    return `${shellQuoted(before)}"${variable}"${rest === '' ? '' : withVariables(rest)}`;
  }
  return shellQuoted(word);
}

function headerArguments({ sent, case: { request } }: Exchange): string[] {
  const own = derived[request.credentials];
  const left = own === undefined ? written : new Set([...written, 'authorization']);
  const shown = sent.headers.filter(([name]) => !left.has(name.toLowerCase()));
  const typed = shown.some(([name]) => name.toLowerCase() === 'content-type');
  const headers = shown.map(([name, value]) => (value === '' ? `${name};` : `${name}: ${value}`));
  // Without a type of its own, curl would call a body a form.
  const all = sent.body === undefined || typed ? headers : [...headers, 'Content-Type:'];
  return [...all.map((header) => `-H ${withVariables(header)}`), ...(own === undefined ? [] : [own])];
}

function bytesOf(exchange: Exchange): string | undefined {
  const body = exchange.case.request.body;
  if (body !== undefined && 'base64' in body) return body.base64;
  const text = exchange.sent.body;
  if (text === undefined || !unprintable.test(text)) return undefined;
  return Buffer.from(text).toString('base64');
}

/**
 * A line for a POSIX shell that sends the request again with curl, its secrets taken from the environment.
 * Undefined where the body is too long for a line.
 */
export function curlLine(exchange: Exchange): string | undefined {
  const { method, url, body } = exchange.sent;
  const base64 = bytesOf(exchange);
  if ((base64 ?? body ?? '').length > longest) return undefined;
  const words = [
    'curl -isS --globoff --path-as-is',
    method === 'HEAD' ? '--head' : `-X ${shellQuoted(method)}`,
  ];
  words.push(withVariables(url), ...headerArguments(exchange));
  if (base64 !== undefined) {
    return `printf %s ${shellQuoted(base64)} | base64 -d | ${[...words, '--data-binary @-'].join(' ')}`;
  }
  // Not --data-binary: a body that begins with @ would name a file.
  return [...words, ...(body === undefined ? [] : [`--data-raw ${withVariables(body)}`])].join(' ');
}
