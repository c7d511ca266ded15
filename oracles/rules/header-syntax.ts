import { isUriReference } from '../../spec/json-schema/formats/uri.ts';
import { getHeader, isRedacted, type Oracle } from '../check-context.ts';

type Syntax = readonly [expected: string, matches: (value: string) => boolean];

const token = "[!#$%&'*+.^_`|~\\w-]+";
const isList = (item: RegExp) => (value: string) =>
  value.split(',').every((part) => part.trim() === '' || item.test(part.trim()));
const imfDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const hideQuoted = (value: string): string => value.replace(/"(?:[^"\\]|\\.)*"/g, 'quoted');
const hideTargets = (value: string): string => value.replace(/<[^<>\s]*>/g, '<>');

const mediaType = new RegExp(`^${token}/${token}\\s*(?:;|$)`);
const challenge = new RegExp(`^${token}(?:[ ,]|$)`);
const isDirectives = isList(new RegExp(`^${token}(?:=${token})?$`));
const isLinks = isList(new RegExp(`^<>(?:\\s*;\\s*${token}(?:\\s*=\\s*[^\\s;,]+)?)*\\s*;?$`));

/**
 * The syntax of header fields, by name in lower case (RFC 9110 and 9111; RFC 8288 for `Link`). Loose if extensions may
 * add to the grammar.
 */
const syntaxes: Readonly<Record<string, Syntax>> = {
  location: ['a URI reference', isUriReference],
  etag: ['an entity tag in quotes', (value) => /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/.test(value)],
  'last-modified': ['an HTTP date', (value) => imfDate.test(value)],
  'retry-after': ['seconds or an HTTP date', (value) => /^\d+$/.test(value) || imfDate.test(value)],
  age: ['seconds', (value) => /^\d+$/.test(value)],
  allow: ['a list of methods', isList(new RegExp(`^${token}$`))],
  vary: ['a list of header names', isList(new RegExp(`^${token}$`))],
  'cache-control': ['a list of directives', (value) => isDirectives(hideQuoted(value))],
  'content-type': ['a media type', (value) => mediaType.test(value)],
  'www-authenticate': ['a challenge', (value) => challenge.test(value)],
  link: ['a list of links', (value) => isLinks(hideQuoted(hideTargets(value)))],
};

/** The header fields that are no lists: a response has each only once (RFC 9110 section 5.3). */
const singletons = ['location', 'etag', 'last-modified', 'retry-after', 'age', 'content-type'];

/** The oracle of the rule about the grammar of header fields. */
export const headerSyntax: Readonly<Record<string, Oracle>> = {
  'protocol:header-syntax': ({ response }) => {
    let isJudged = false;
    for (const [name, [expected, matches]] of Object.entries(syntaxes)) {
      const values = getHeader(response, name);
      if (values.length > 1 && singletons.includes(name))
        return { location: `header ${name}`, expected: 'the field once', received: { value: [...values] } };
      for (const value of values) {
        if (isRedacted(value)) continue;
        isJudged = true;
        if (!matches(value.trim()))
          return { location: `header ${name}`, expected, received: { words: JSON.stringify(value) } };
      }
    }
    return isJudged ? 'pass' : undefined;
  },
};
