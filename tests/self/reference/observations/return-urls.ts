const base = 'https://a.example/';

/** Return URLs, and the `return_url` of the response; undefined if the URL is rejected. */
export const returnUrls: readonly [sent: string, normalized: string | undefined][] = [
  ['HTTPS://A.Example', base],
  ['http://a.example:80/', 'http://a.example/'],
  ['https://a.example/b/../c', 'https://a.example/c'],
  ['https://a.example/a b', 'https://a.example/a%20b'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  [` ${base} `, base],
  ['http://user:pw@a.example/', 'http://user:pw@a.example/'],
  ['http://localhost:3000/', 'http://localhost:3000/'],
  ['http://127.0.0.1/', 'http://127.0.0.1/'],
  [base.padEnd(2083, 'a'), base.padEnd(2083, 'a')],
  [base.padEnd(2084, 'a'), undefined],
  [base.padEnd(800, 'ä'), undefined],
  ['', undefined],
  ['/path', undefined],
  ['https://', undefined],
  ['mailto:a@a.example', undefined],
];
