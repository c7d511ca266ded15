import { exceedsDepth } from '../json-body.ts';
import { isJsonObject } from '../json-object.ts';
import { bodyProperty, isString, requestText } from '../transforms/request.ts';
import { errorClauses, protocolClauses, robustnessClauses } from './clause-ids.ts';
import { crashOn, crashResponse } from './crash-on.ts';
import type { FaultDefinition } from './fault.ts';

/** Faults that respond with 500 to unusual bodies. */
export const crashes: readonly FaultDefinition[] = [
  {
    id: 'crash-nan',
    description: 'NaN in the body causes a 500 response (as in Polar’s backend)',
    violates: robustnessClauses('nan'),
    response: crashOn((text) => /[^"\w](NaN|-?Infinity)/.test(text)),
  },
  {
    id: 'crash-surrogate',
    description: 'A lone surrogate in the body causes a 500 response (as in Polar’s backend)',
    violates: robustnessClauses('lone-surrogate'),
    response: crashOn((text) => /\\ud[89ab]..(?!\\ud[c-f])/i.test(text)),
  },
  {
    id: 'crash-nul',
    description: 'NUL in an external id causes a 500 response (as in the June 2026 build)',
    violates: robustnessClauses('nul'),
    response: crashOn((_, context) => String(bodyProperty(context, 'external_customer_id')).includes('\0')),
  },
  {
    id: 'crash-infinity',
    description:
      'A number outside the range of a double causes a 500 response if an error echoes it (as in Polar’s backend)',
    violates: robustnessClauses('huge-number'),
    response: (response, context) =>
      response.status === 422 && /\d[eE]\+?\d{3}/.test(requestText(context)) ? crashResponse : response,
  },
  {
    id: 'crash-text',
    description: 'A text body that is not UTF-8 causes a 500 response (as in Polar’s backend)',
    violates: protocolClauses('no-server-error'),
    response: crashOn(
      (text, context) => text.includes('\ufffd') && !/json/.test(context.headers['content-type'] ?? ''),
    ),
  },
  {
    id: 'crash-large',
    fullOnly: true,
    description: 'A body larger than 4 MB causes a 500 response',
    violates: robustnessClauses('large-body'),
    response: crashOn((_, context) => context.bytes.length > 4_000_000),
  },
  {
    id: 'crash-nesting',
    fullOnly: true,
    description: 'More than 1,000 levels of nesting cause a 500 response (as in Polar’s backend)',
    violates: robustnessClauses('deep-nesting'),
    response: crashOn((text) => exceedsDepth(text, 1000)),
  },
  {
    id: 'crash-nesting-500',
    description: '500 levels of nesting cause a 500 response',
    violates: robustnessClauses('nesting'),
    response: crashOn((text) => exceedsDepth(text, 400)),
  },
  {
    id: 'crash-huge-number',
    description: 'A number outside the range of a double causes a 500 response',
    violates: robustnessClauses('huge-number'),
    response: crashOn((text) => /\d[eE]\+?\d{3}/.test(text)),
  },
  {
    id: 'crash-long-integer',
    description: 'An integer of more than 4,300 digits causes a 500 response',
    violates: robustnessClauses('long-integer'),
    response: crashOn((text) => /\d{4301}/.test(text)),
  },
  {
    id: 'crash-long-string',
    description: 'A string of more than 65,535 characters causes a 500 response',
    violates: robustnessClauses('long-string'),
    response: crashOn((text) => /"[^"]{65536}/.test(text)),
  },
  {
    id: 'crash-utf-8',
    description: 'A body that is not UTF-8 causes a 500 response',
    violates: [...protocolClauses('no-server-error'), ...robustnessClauses('invalid-utf-8')],
    response: crashOn((text) => text.includes('\ufffd')),
  },
  {
    id: 'crash-byte-order-mark',
    description: 'A byte-order mark causes a 500 response',
    violates: robustnessClauses('byte-order-mark'),
    response: crashOn((text) => text.startsWith('\ufeff')),
  },
  {
    id: 'crash-duplicates',
    description: 'A duplicate property name causes a 500 response',
    violates: robustnessClauses('duplicate-names'),
    response: crashOn((text) =>
      [...text.matchAll(/"(\w+)"\s*:/g)].some(
        ([, name], at, all) => all.findIndex(([, other]) => other === name) !== at,
      ),
    ),
  },
  {
    id: 'crash-empty',
    description: 'An empty body causes a 500 response',
    violates: robustnessClauses('empty-body'),
    response: crashOn((text) => text === ''),
  },
  {
    id: 'crash-cut-off',
    description: 'Truncated JSON causes a 500 response',
    violates: robustnessClauses('cut-off'),
    response: crashOn(
      (text, context) => text !== '' && context.body === undefined && !text.includes('\ufffd'),
    ),
  },
  {
    id: 'crash-prototype',
    description: 'A property named `__proto__` causes a 500 response',
    violates: robustnessClauses('prototype-names'),
    response: crashOn((text) => text.includes('__proto__')),
  },
  {
    id: 'crash-list',
    description: 'A body that is not an object causes a 500 response',
    violates: [...errorClauses('refused'), ...protocolClauses('no-server-error')],
    response: crashOn((_, context) => context.body !== undefined && !isJsonObject(context.body)),
  },
  {
    id: 'crash-null-id',
    description: 'A customer id that is not a string causes a 500 response',
    violates: [...errorClauses('refused'), ...protocolClauses('no-server-error')],
    response: crashOn(
      (_, { body }) => isJsonObject(body) && 'customer_id' in body && !isString(body.customer_id),
    ),
  },
  {
    id: 'crash-emoji',
    description:
      'A character outside the basic multilingual plane causes a 500 response: the column is utf8mb3',
    violates: protocolClauses('no-server-error'),
    response: crashOn((text) => /[\u{10000}-\u{10ffff}]/u.test(text)),
    rare: true,
  },
  {
    id: 'crash-quote',
    description: 'An apostrophe in the body causes a 500 response',
    violates: protocolClauses('no-server-error'),
    response: crashOn((text) => text.includes("'")),
    rare: true,
  },
];
