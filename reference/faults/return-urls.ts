import type { Json } from '../../spec/json.ts';
import { parseUrl } from '../../spec/parse-url.ts';
import type { RequestContext, Transform } from '../pipeline.ts';
import { mapAt, mapNonNullAt } from '../transforms/json.ts';
import { semanticsClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const mapReturnUrl = (replace: (value: Json, context: RequestContext) => Json): Transform<Json> =>
  mapNonNullAt('return_url', replace);

/** Removes a component of the return URL. */
const clear = (component: 'search' | 'hash' | 'port'): Transform<Json> =>
  mapReturnUrl((value) => {
    const url = typeof value === 'string' ? parseUrl(value) : undefined;
    if (url === undefined) return value;
    url[component] = '';
    return url.href;
  });

/** Faults in which `return_url` differs from the sent one by more than the normalization of the WHATWG URL Standard. */
export const returnUrls: readonly FaultDefinition[] = [
  {
    id: 'return-url-lost',
    description: '`return_url` is null',
    violates: semanticsClauses('return-url'),
    session: mapReturnUrl(() => null),
  },
  {
    id: 'return-url-no-query',
    description: '`return_url` lacks its query',
    violates: semanticsClauses('return-url'),
    session: clear('search'),
  },
  {
    id: 'return-url-no-fragment',
    description: '`return_url` lacks its fragment',
    violates: semanticsClauses('return-url'),
    session: clear('hash'),
  },
  {
    id: 'return-url-lower',
    description: '`return_url` is in lower case',
    violates: semanticsClauses('return-url'),
    session: mapReturnUrl((value) => String(value).toLowerCase()),
  },
  {
    id: 'return-url-https',
    description: '`return_url` has https instead of http',
    violates: semanticsClauses('return-url'),
    session: mapReturnUrl((value) => String(value).replace(/^http:/, 'https:')),
  },
  {
    id: 'return-url-no-port',
    description: '`return_url` lacks its port',
    violates: semanticsClauses('return-url'),
    session: clear('port'),
  },
  {
    id: 'return-url-255',
    description: '`return_url` is truncated to 255 characters',
    violates: semanticsClauses('return-url'),
    session: mapReturnUrl((value) => String(value).slice(0, 255)),
    rare: true,
  },
  {
    id: 'return-url-slash',
    description: '`return_url` has `/index` instead of a trailing slash',
    violates: semanticsClauses('return-url'),
    session: mapReturnUrl((value) => String(value).replace(/([^/:])\/$/, '$1/index')),
    rare: true,
  },
  {
    id: 'return-url-escaped',
    description: 'Percent signs in `return_url` are encoded twice',
    violates: semanticsClauses('return-url'),
    session: mapReturnUrl((value) => String(value).replaceAll('%', '%25')),
    rare: true,
  },
  {
    id: 'return-url-html',
    description: 'Ampersands in `return_url` are escaped as in HTML',
    violates: semanticsClauses('return-url'),
    session: mapReturnUrl((value) => String(value).replaceAll('&', '&amp;')),
    rare: true,
  },
  {
    id: 'return-url-default',
    description: '`return_url` has a default instead of null',
    violates: semanticsClauses('no-return-url'),
    session: mapAt('return_url', (value) => value ?? 'https://polar.example/'),
  },
  {
    id: 'return-url-empty',
    description: '`return_url` is an empty string instead of null',
    violates: semanticsClauses('no-return-url'),
    session: mapAt('return_url', (value) => value ?? ''),
  },
  {
    id: 'return-url-previous',
    description: '`return_url` is that of the previous session',
    violates: semanticsClauses('return-url'),
    session: mapReturnUrl((value, context) => {
      const previous = context.memory.get('return URL') ?? value;
      context.memory.set('return URL', value);
      return previous;
    }),
  },
];
