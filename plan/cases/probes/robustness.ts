import type { JsonObject } from '../../../spec/json.ts';
import {
  getFirstText,
  nestArrays,
  withDuplicateName,
  withInvalidUtf8,
  withRawMember,
  withRawNumber,
  withRawValue,
} from '../malformed-bodies.ts';
import { withBody, withoutBody } from '../request-template.ts';
import type { Probe } from './probe.ts';

const textProbe = (
  name: string,
  description: string,
  text: (body: JsonObject, freeText: JsonObject) => string,
): Probe => ({
  rules: [`robustness:${name}`],
  description,
  createRequest: ({ template, body, freeTextBody }) =>
    body === null ? undefined : withBody(template, { text: text(body, freeTextBody ?? body) }),
});

/** The body with a raw number: a server may check the type of other values before it reads the number. */
const numberProbe = (name: string, description: string, raw: string): Probe => ({
  rules: [`robustness:${name}`],
  description,
  createRequest: ({ template, body, fullBody }) =>
    body === null ? undefined : withBody(template, { text: withRawNumber(fullBody ?? body, raw) }),
});

/** A JSON string without its closing quotation mark. */
const openString = (text: string): string => JSON.stringify(text).slice(0, -1);

/** Probes with malformed or extreme bodies. */
export const robustnessProbes: readonly Probe[] = [
  textProbe('duplicate-names', 'the first name twice', (body) => withDuplicateName(body)),
  numberProbe('nan', 'NaN as a value', 'NaN'),
  numberProbe('huge-number', '1e999 as a value', '1e999'),
  numberProbe('long-integer', 'an integer of 5,000 digits', '9'.repeat(5_000)),
  textProbe('lone-surrogate', 'an escaped lone surrogate', (_, freeText) =>
    withRawValue(freeText, `${openString(getFirstText(freeText))}\\ud800"`),
  ),
  textProbe('nul', 'an escaped NUL', (_, freeText) =>
    withRawValue(freeText, `${openString(getFirstText(freeText))}\\u0000"`),
  ),
  textProbe('nesting', 'arrays nested 500 levels deep', (body) =>
    withRawMember(body, 'x_conformance', nestArrays(500)),
  ),
  textProbe('long-string', 'a string of 100,000 characters', (_, freeText) =>
    withRawValue(freeText, JSON.stringify(getFirstText(freeText) + 'a'.repeat(100_000))),
  ),
  {
    rules: ['robustness:invalid-utf-8'],
    description: 'bytes that are not UTF-8',
    createRequest: ({ template, body, freeTextBody }) =>
      body ? withBody(template, { base64: withInvalidUtf8(freeTextBody ?? body) }) : undefined,
  },
  textProbe(
    'byte-order-mark',
    'a byte-order mark before the JSON',
    (body) => `\uFEFF${JSON.stringify(body)}`,
  ),
  {
    rules: ['robustness:empty-body'],
    description: 'an empty body',
    createRequest: ({ template, validRequest, body, allowsEmptyBody }) => {
      if (body !== null) return withBody(template, { text: '' });
      return validRequest?.body && !allowsEmptyBody ? { ...validRequest, body: { text: '' } } : undefined;
    },
  },
  {
    rules: ['robustness:empty-body'],
    description: 'no body and no media type',
    // without bytes, JSON has no value either, but a text is empty
    createRequest: ({ validRequest, body, allowsEmptyBody }) =>
      body === null && validRequest?.body && !allowsEmptyBody ? withoutBody(validRequest) : undefined,
  },
  textProbe('cut-off', 'truncated JSON', (body) => JSON.stringify(body).slice(0, -1)),
  textProbe('prototype-names', '`__proto__` and `constructor` as names', (body) =>
    withRawMember(body, '__proto__', '{"customer_id":1},"constructor":{"prototype":null}'),
  ),
  textProbe('deep-nesting', 'arrays nested 5,000 levels deep', (body) =>
    withRawMember(body, 'x_conformance', nestArrays(5_000)),
  ),
  textProbe('deep-nesting', 'arrays nested 100,000 levels deep', (body) =>
    withRawMember(body, 'x_conformance', nestArrays(100_000)),
  ),
  textProbe('large-body', 'a string of 5 MB', (body) =>
    withRawMember(body, 'x_conformance', JSON.stringify('a'.repeat(5_000_000))),
  ),
];

export const trailingDataProbe = textProbe(
  'trailing-data',
  'JSON with text after it',
  (body) => `${JSON.stringify(body)} x`,
);
