import fc from 'fast-check';
import { countCharacters } from '../../../spec/count-characters.ts';
import { isUri } from '../../../spec/json-schema/formats/uri.ts';
import { parseUrl } from '../../../spec/parse-url.ts';
import { exampleDomains } from './hostname.ts';

const optional = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(''), weight: 3 },
    { arbitrary: part, weight: 2 },
  );

const scheme = fc.oneof(
  { arbitrary: fc.constant('https'), weight: 6 },
  { arbitrary: fc.constant('http'), weight: 3 },
  { arbitrary: fc.constantFrom('HTTPS', 'Http'), weight: 1 },
);
const userinfo = fc.constantFrom('user@', 'user:pass@', 'user:@', 'a%40b:c%3Ad@', "!$&'()*+,;=:x@");
const host = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.constant('example.com'), weight: 2 },
  { arbitrary: exampleDomains, weight: 4 },
  {
    arbitrary: fc.constantFrom('EXAMPLE.com', 'example.com.', 'localhost', 'a', 'xn--bcher-kva.example'),
    weight: 2,
  },
  {
    arbitrary: fc.constantFrom(
      '127.0.0.1',
      '192.0.2.255',
      '[::1]',
      '[2001:db8::8:800:200C:417A]',
      '[::ffff:192.0.2.1]',
    ),
    weight: 2,
  },
);
const port = fc.oneof(
  fc.constantFrom(':80', ':443', ':8080', ':1', ':65535'),
  fc.integer({ min: 1, max: 65535 }).map((n) => `:${n}`),
);

const segment = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z0-9]{1,8}$/), weight: 3 },
  {
    arbitrary: fc.constantFrom(
      '',
      '.',
      '..',
      '%20',
      '%C3%BC',
      '%2F',
      '~user',
      'a;b=c',
      'a:b',
      '@',
      "!$&'()*+,;=",
      'A-Z_0.9',
    ),
    weight: 2,
  },
);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/${segments.join('/')}`);
const query = fc
  .array(fc.constantFrom('a=1', 'b', 'c=', 'q=x%20y', 'u=https://a.test/?b', 'x=%26', 'k=a+b', "y='"), {
    maxLength: 3,
  })
  .map((pairs) => `?${pairs.join('&')}`);
const fragment = fc.constantFrom('#', '#top', '#/a?b=c', '#%23', '#a=1&b');

const urls = fc
  .tuple(
    scheme,
    optional(userinfo),
    host,
    optional(port),
    optional(path),
    optional(query),
    optional(fragment),
  )
  .map(([first, ...rest]) => `${first}://${rest.join('')}`);

/** HTTP URLs with and without each optional component (RFC 3986 section 3), some of which browsers normalize. */
export const webUrls: fc.Arbitrary<string> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.constantFrom('http://a/', 'http://a'), weight: 1 },
  { arbitrary: urls, weight: 20 },
);

/**
 * Whether every server has to accept the URL: RFC 3986 and WHATWG URL both allow it, and its normalized form is not too
 * long.
 */
export function isAcceptableWebUrl(text: string, maxLength: number): boolean {
  const url = isUri(text) ? parseUrl(text) : undefined;
  return url !== undefined && countCharacters(url.href) <= maxLength;
}
