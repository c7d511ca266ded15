import { setStatus } from '../../transforms/response.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { hasCredential, isAuthorized } from '../security.ts';
import { type SchemeName, schemes } from '../security-schemes.ts';
import { inOperation } from '../transforms/request.ts';
import { createServerError, onResponse } from '../transforms/response.ts';
import { acceptanceClauses, ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** An operation with another condition for access than the documented one. */
interface AccessRow {
  id: string;
  description: string;
  operation: string;
  /** The names of the violated rules. By default, the rule that requests without credentials are rejected. */
  rules?: readonly string[];
  isAuthorized(context: BookshopContext): boolean;
}

const has = (name: SchemeName) => (context: BookshopContext) => hasCredential(context, name);
const hasAny = (name: SchemeName) => (context: BookshopContext) => schemes[name].read(context) !== undefined;
const always = (): boolean => true;
const wrongCredentials = ['authentication:unknown*', 'authentication:truncated*', 'authentication:extended*'];

const rows: readonly AccessRow[] = [
  {
    ...{ id: 'bearer-not-checked', description: 'Authors can be added without a token' },
    ...{ operation: 'createAuthor', isAuthorized: always },
  },
  {
    ...{ id: 'bearer-any', description: 'Books can be added with any token' },
    ...{ operation: 'createBook', isAuthorized: hasAny('bearerAuth'), rules: wrongCredentials },
  },
  {
    ...{ id: 'basic-not-checked', description: 'Books can be removed without a password' },
    ...{ operation: 'deleteBook', isAuthorized: always },
  },
  {
    ...{ id: 'basic-any', description: 'Authors can be removed with any user name and password' },
    ...{ operation: 'deleteAuthor', rules: wrongCredentials },
    isAuthorized: (context) => hasAny('basicAuth')(context) || isAuthorized(context),
  },
  {
    ...{ id: 'header-key-not-checked', description: 'Reviews can be added without an API key' },
    ...{ operation: 'createReview', isAuthorized: always },
  },
  {
    ...{ id: 'query-key-not-checked', description: 'Covers can be uploaded without an API key' },
    ...{ operation: 'uploadCover', isAuthorized: always },
  },
  {
    ...{ id: 'query-key-prefix', description: 'Orders can be cancelled with the start of an API key' },
    ...{ operation: 'cancelOrder', rules: ['authentication:truncated*'] },
    isAuthorized: (context) => {
      const key = schemes.apiKeyQuery.read(context) ?? '';
      return (
        (key.length > 3 && context.store.credentials.apiKeyQuery.startsWith(key)) || isAuthorized(context)
      );
    },
  },
  {
    ...{ id: 'cookie-not-checked', description: 'Blurbs can be set without a session' },
    ...{ operation: 'setBlurb', isAuthorized: always },
  },
  {
    ...{ id: 'openid-not-checked', description: 'Books can be changed without a token' },
    ...{ operation: 'updateBook', isAuthorized: always },
  },
  {
    ...{ id: 'second-not-checked', description: 'Books can be replaced with a token but without an API key' },
    ...{ operation: 'replaceBook', isAuthorized: has('bearerAuth') },
  },
  {
    ...{ id: 'first-not-checked', description: 'Books can be replaced with an API key but without a token' },
    ...{ operation: 'replaceBook', isAuthorized: has('apiKeyHeader') },
  },
  {
    ...{
      id: 'alternative-refused',
      description: 'Orders cannot be cancelled with the second of two schemes',
    },
    ...{
      operation: 'cancelOrder',
      isAuthorized: has('openId'),
      rules: ['authentication:alternatives-accepted'],
    },
  },
];

const access = rows.map(({ id, description, operation, rules, isAuthorized: grants }): FaultDefinition => {
  const authorized: Transform<boolean> = (_, context) => grants(context);
  return {
    id: `bookshop/security:${id}`,
    description,
    violates: ruleClauses(operation, ...(rules ?? ['authentication:none'])),
    authorized: inOperation(operation, authorized),
  };
});

/** Faults that do not enforce documented security, or enforce security that the document does not require. */
export const credentials: readonly FaultDefinition[] = [
  ...access,
  {
    id: 'bookshop/security:any-scheme',
    description: 'Authors can be added with the token under any scheme',
    violates: ruleClauses('createAuthor', 'authentication:other-scheme', 'authentication:bare'),
    authorized: inOperation('createAuthor', (_, context) => {
      const { bearerAuth } = context.store.credentials;
      return (context.headers.authorization ?? '').split(' ')[1] === bearerAuth;
    }),
    noticeOnly: true,
  },
  {
    id: 'bookshop/security:head-not-checked',
    description: 'HEAD of an order needs no token',
    violates: ruleClauses('getOrder', 'authentication:head'),
    authorized: inOperation('getOrder', (isGranted, { method }) => isGranted || method === 'HEAD'),
    noticeOnly: true,
  },
  {
    id: 'bookshop/security:public-refused',
    description: 'A search needs a token, although it is public',
    violates: [
      ...acceptanceClauses('search'),
      ...ruleClauses('search', 'protocol:status', 'protocol:error-status'),
    ],
    authorized: inOperation('search', (_, context) => hasCredential(context, 'bearerAuth')),
  },
  {
    id: 'bookshop/security:anonymous-refused',
    description: 'A review cannot be read without a token, although none is required',
    violates: [...acceptanceClauses('getReview'), ...ruleClauses('getReview', 'authentication:*')],
    authorized: inOperation('getReview', (_, context) => hasCredential(context, 'bearerAuth')),
  },
  {
    id: 'bookshop/security:missing-403',
    description: 'A missing session is answered with 403',
    violates: ruleClauses('setBlurb', 'authentication:none', 'protocol:error-status', 'protocol:status'),
    response: onResponse('setBlurb', 401, setStatus(403)),
  },
  {
    id: 'bookshop/security:missing-500',
    description: 'A missing password is answered with 500',
    violates: ruleClauses('deleteBook', 'protocol:no-server-error', 'authentication:none*'),
    response: onResponse('deleteBook', 401, () => createServerError()),
  },
];
