import type { Json } from '../../spec/json.ts';
import type { Ask } from '../pipeline.ts';
import { semantics } from './clause-ids.ts';
import { type Change, present, replace } from './edits.ts';
import type { Row } from './fault.ts';

const url = (change: (was: URL) => void) => (was: Json) => {
  if (typeof was !== 'string' || !URL.canParse(was)) return was;
  const parsed = new URL(was);
  change(parsed);
  return parsed.href;
};

const returned = (change: (was: Json, ask: Ask) => Json): Change<Json> => present('return_url', change);

/** The return URL comes back as it was, but for what WHATWG URL does to it. */
export const returnUrls: readonly Row[] = [
  {
    id: 'return-url-lost',
    says: 'the return URL does not come back',
    violates: semantics('return-url'),
    session: returned(() => null),
  },
  {
    id: 'return-url-no-query',
    says: "the return URL's query is lost",
    violates: semantics('return-url'),
    session: returned(
      url((was) => {
        was.search = '';
      }),
    ),
  },
  {
    id: 'return-url-no-fragment',
    says: "the return URL's fragment is lost",
    violates: semantics('return-url'),
    session: returned(
      url((was) => {
        was.hash = '';
      }),
    ),
  },
  {
    id: 'return-url-lower',
    says: 'the return URL comes back in lower case',
    violates: semantics('return-url'),
    session: returned((was) => String(was).toLowerCase()),
  },
  {
    id: 'return-url-https',
    says: 'the return URL comes back with https',
    violates: semantics('return-url'),
    session: returned((was) => String(was).replace(/^http:/, 'https:')),
  },
  {
    id: 'return-url-no-port',
    says: "the return URL's port is lost",
    violates: semantics('return-url'),
    session: returned(
      url((was) => {
        was.port = '';
      }),
    ),
  },
  {
    id: 'return-url-255',
    says: 'the return URL is cut after 255 characters',
    violates: semantics('return-url'),
    session: returned((was) => String(was).slice(0, 255)),
    rare: true,
  },
  {
    id: 'return-url-slash',
    says: 'the last slash of the return URL is lost',
    violates: semantics('return-url'),
    session: returned((was) => String(was).replace(/([^/:])\/$/, '$1/index')),
    rare: true,
  },
  {
    id: 'return-url-escaped',
    says: 'percent signs of the return URL are encoded again',
    violates: semantics('return-url'),
    session: returned((was) => String(was).replaceAll('%', '%25')),
    rare: true,
  },
  {
    id: 'return-url-html',
    says: 'ampersands of the return URL are escaped for HTML',
    violates: semantics('return-url'),
    session: returned((was) => String(was).replaceAll('&', '&amp;')),
    rare: true,
  },
  {
    id: 'return-url-default',
    says: 'without a return URL one comes back',
    violates: semantics('no-return-url'),
    session: replace('return_url', (was) => was ?? 'https://polar.example/'),
  },
  {
    id: 'return-url-empty',
    says: 'without a return URL an empty one comes back',
    violates: semantics('no-return-url'),
    session: replace('return_url', (was) => was ?? ''),
  },
  {
    id: 'return-url-previous',
    says: "the return URL is the previous request's",
    violates: semantics('return-url'),
    session: returned((was, ask) => {
      const previous = ask.memory.get('return URL') ?? was;
      ask.memory.set('return URL', was);
      return previous;
    }),
  },
];
