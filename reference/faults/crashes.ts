import { deeperThan } from '../json-text.ts';
import { protocol, robustness } from './clause-ids.ts';
import { crash, crashOn, textOf } from './crash-on.ts';
import { given } from './edits.ts';
import type { Row } from './fault.ts';

/** Unusual bodies bring the server down. */
export const crashes: readonly Row[] = [
  {
    id: 'crash-nan',
    says: 'NaN is answered with 500 (as in Polar’s backend)',
    violates: robustness('nan'),
    answer: crashOn((text) => /[^"\w](NaN|-?Infinity)/.test(text)),
  },
  {
    id: 'crash-surrogate',
    says: 'a lone surrogate is answered with 500 (as in Polar’s backend)',
    violates: robustness('lone-surrogate'),
    answer: crashOn((text) => /\\ud[89ab]..(?!\\ud[c-f])/i.test(text)),
  },
  {
    id: 'crash-nul',
    says: 'NUL in an external id is answered with 500 (as in the June 2026 build)',
    violates: robustness('nul'),
    answer: crashOn((_, ask) => String(given(ask, 'external_customer_id')).includes('\0')),
  },
  {
    id: 'crash-infinity',
    says: 'a number beyond every float is answered with 500 when an error echoes it (as in Polar’s backend)',
    violates: robustness('huge-number'),
    answer: (answer, ask) => (answer.status === 422 && /\d[eE]\+?\d{3}/.test(textOf(ask)) ? crash : answer),
  },
  {
    id: 'crash-text',
    says: 'text that is not UTF-8 is answered with 500 (as in Polar’s backend)',
    violates: protocol('no-server-error'),
    answer: crashOn(
      (text, ask) => text.includes('\ufffd') && !/json/.test(ask.headers['content-type'] ?? ''),
    ),
  },
  {
    id: 'crash-large',
    full: true,
    says: 'a body of more than 4 MB is answered with 500',
    violates: robustness('large-body'),
    answer: crashOn((_, ask) => ask.bytes.length > 4_000_000),
  },
  {
    id: 'crash-nesting',
    full: true,
    says: 'more than 1,000 levels of nesting are answered with 500 (as in Polar’s backend)',
    violates: robustness('deep-nesting'),
    answer: crashOn((text) => deeperThan(1000, text)),
  },
  {
    id: 'crash-nesting-500',
    says: '500 levels of nesting are answered with 500',
    violates: robustness('nesting'),
    answer: crashOn((text) => deeperThan(400, text)),
  },
  {
    id: 'crash-huge-number',
    says: 'a number beyond every float is answered with 500',
    violates: robustness('huge-number'),
    answer: crashOn((text) => /\d[eE]\+?\d{3}/.test(text)),
  },
  {
    id: 'crash-long-integer',
    says: 'an integer of more than 4,300 digits is answered with 500',
    violates: robustness('long-integer'),
    answer: crashOn((text) => /\d{4301}/.test(text)),
  },
  {
    id: 'crash-long-string',
    says: 'a string of more than 65,535 characters is answered with 500',
    violates: robustness('long-string'),
    answer: crashOn((text) => /"[^"]{65536}/.test(text)),
  },
  {
    id: 'crash-utf-8',
    says: 'bytes that are not UTF-8 are answered with 500',
    violates: robustness('invalid-utf-8'),
    answer: crashOn((text) => text.includes('\ufffd')),
  },
  {
    id: 'crash-byte-order-mark',
    says: 'a byte-order mark is answered with 500',
    violates: robustness('byte-order-mark'),
    answer: crashOn((text) => text.startsWith('\ufeff')),
  },
  {
    id: 'crash-duplicates',
    says: 'a name that comes twice is answered with 500',
    violates: robustness('duplicate-names'),
    answer: crashOn((text) =>
      [...text.matchAll(/"(\w+)"\s*:/g)].some(
        ([, name], at, all) => all.findIndex(([, other]) => other === name) !== at,
      ),
    ),
  },
  {
    id: 'crash-empty',
    says: 'an empty body is answered with 500',
    violates: robustness('empty-body'),
    answer: crashOn((text) => text === ''),
  },
  {
    id: 'crash-cut-off',
    says: 'JSON that breaks off is answered with 500',
    violates: robustness('cut-off'),
    answer: crashOn((text, ask) => text !== '' && ask.body === undefined && !text.includes('\ufffd')),
  },
  {
    id: 'crash-prototype',
    says: '`__proto__` is answered with 500',
    violates: robustness('prototype-names'),
    answer: crashOn((text) => text.includes('__proto__')),
  },
];
