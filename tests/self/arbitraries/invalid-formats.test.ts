import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { listFormatMutators } from '../../../arbitraries/invalid/formats/list-format-mutators.ts';
import { mutateValue } from '../../../arbitraries/invalid/mutate-value.ts';
import type { Mutation } from '../../../arbitraries/invalid/mutation.ts';
import { formats } from '../../../spec/json-schema/formats/formats.ts';
import { parseUrl } from '../../../spec/parse-url.ts';
import { createInlineSubject, createInlineSubjects, type MutationSubject } from './mutation-subject.ts';

const uuid = '992fae2a-2a17-4b7a-8d9e-e287cf90131b';
const url = 'https://example.com/a?b#c';
const instant = '2026-01-31T10:20:30.5Z';

type Row = [format: string, kind: string, before: string, after: string, level?: 'SHOULD'];

const rows: Row[] = [
  ['uuid4', 'version 1', uuid, '992fae2a-2a17-1b7a-8d9e-e287cf90131b'],
  ['uuid4', 'one character more', uuid, `${uuid}x`],
  ['uuid4', 'NCS variant', uuid, '992fae2a-2a17-4b7a-7d9e-e287cf90131b', 'SHOULD'],
  ['uuid4', 'no dashes', uuid, '992fae2a2a174b7a8d9ee287cf90131b', 'SHOULD'],
  ['uuid', 'braces', uuid, `{${uuid}}`, 'SHOULD'],
  ['uuid', 'non-hex digit', uuid, '992fae2a-2a17-4b7a-8d9e-e287cf90131g'],
  ['uri', 'no scheme', url, '//example.com/a?b#c'],
  ['uri', 'relative path', url, '/account'],
  ['uri', 'port of letters', 'https://example.com:80/', 'https://example.com:port/'],
  ['uri', 'bad IPv6 host', url, 'https://[::g]/a?b#c'],
  ['uri', 'blank in host', url, 'https://exa mple.com/a?b#c'],
  ['uri', 'blank in path', url, 'https://example.com/a/a b', 'SHOULD'],
  ['uri', 'bad percent', url, 'https://example.com/a/%zz', 'SHOULD'],
  ['uri', 'raw IDN host', url, 'https://bücher.example/a?b#c', 'SHOULD'],
  ['date-time', 'month 13', instant, '2026-13-31T10:20:30.5Z'],
  ['date-time', 'February 30', instant, '2026-02-30T10:20:30.5Z'],
  ['date-time', 'hour 25', instant, '2026-01-31T25:00:00.5Z'],
  ['date-time', 'blank for T', instant, '2026-01-31 10:20:30.5Z', 'SHOULD'],
  ['date-time', 'offset without a colon', instant, '2026-01-31T10:20:30.5+0000', 'SHOULD'],
  ['date-time', 'no offset', instant, '2026-01-31T10:20:30.5', 'SHOULD'],
  ['date', 'day 32', '2026-01-31', '2026-01-32'],
  ['time', 'minute 60', '10:20:30Z', '10:60:00Z'],
  ['duration', 'no P', 'P1D', '1D'],
  ['email', 'no at', 'a@example.com', 'aexample.com'],
  ['email', 'two ats', 'a@example.com', 'a@@example.com'],
  ['email', 'two dots', 'a@example.com', 'a..b@example.com', 'SHOULD'],
  ['hostname', 'empty label', 'example.com', 'example.com..com'],
  ['ipv4', 'octet 256', '127.0.0.1', '127.0.0.256'],
  ['ipv6', 'two gaps', '::1', '1::2::3'],
  ['json-pointer', 'no slash', '/a', 'a'],
  ['regex', 'open group', 'a+', 'a+('],
  ['byte', 'one character less', 'YWJj', 'YWJ', 'SHOULD'],
];

const stringFormats = formats.flatMap(({ type, name }) =>
  type === 'string' && listFormatMutators(name).length > 0 ? [name] : [],
);
let subjects: Map<string, MutationSubject>;

beforeAll(async () => {
  const all = await createInlineSubjects(stringFormats.map((format) => ({ type: 'string', format })));
  subjects = new Map(all.map((subject, index) => [stringFormats[index] ?? '', subject]));
});

const getSubject = (format: string): MutationSubject =>
  subjects.get(format) ?? expect.fail(`${format} has a subject`);

describe('mutations of format', () => {
  it.each(rows)('%s, %s: %s becomes %s', (...[format, kind, before, after, lenientLevel]: Row) => {
    const level = lenientLevel ?? 'MUST';
    const { root, context } = getSubject(format);
    const found = [...mutateValue(root, before, context)].find(
      (mutation) => mutation.kind === `format/${format}: ${kind}`,
    );
    expect(found).toMatchObject({ after, level });
    expect(found?.clause.endsWith(level === 'MUST' ? ':format' : ':format-strict')).toBe(true);
  });

  it('uri are of level MUST only if the WHATWG URL parser rejects the value too', () => {
    const { root, context, valid } = getSubject('uri');
    const isRejected = ({ level, keyword, after }: Mutation) =>
      level === 'SHOULD' || keyword !== 'format' || parseUrl(String(after)) === undefined;
    fc.assert(
      fc.property(valid, (value) => [...mutateValue(root, value, context)].every(isRejected)),
      { numRuns: 50, seed: 1 },
    );
  });

  it('uuid4 are of level MUST only if libraries do not accept the value as a version 4 UUID', () => {
    const { root, context, valid } = getSubject('uuid4');
    const removePunctuation = (text: string) => text.replace(/^urn:uuid:/, '').replace(/[-{}_\s]/g, '');
    const isRejected = ({ level, keyword, after }: Mutation) =>
      level === 'SHOULD' ||
      keyword !== 'format' ||
      !/^[0-9a-f]{12}4[0-9a-f]{19}$/i.test(removePunctuation(String(after)));
    fc.assert(
      fc.property(valid, (value) => [...mutateValue(root, value, context)].every(isRejected)),
      { numRuns: 50, seed: 1 },
    );
  });

  it.each([
    ['int32', [2147483648, -2147483649, 2 ** 53]],
    ['int64', [2 ** 64, -(2 ** 64), 2 ** 63, -(2 ** 63) - 2 ** 11]], // the doubles next to 2^63 are 2^11 apart
    ['uint8', [256, -1]],
    ['float', [2 ** 128, -(2 ** 128)]],
  ])('%s are numbers outside each end of its range', async (format, expected) => {
    const { root, context } = await createInlineSubject({ type: 'number', format });
    const bodies = [...mutateValue(root, 1, context)]
      .filter(({ keyword }) => keyword === 'format')
      .map(({ body }) => body);
    expect(bodies).toEqual(expected);
  });

  it.each(stringFormats)('%s exist for every valid value', (name) => {
    const { root, context, valid } = getSubject(name);
    const kinds = listFormatMutators(name).map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    fc.assert(
      fc.property(valid, (value) => {
        const found = [...mutateValue(root, value, context)].filter(({ keyword }) => keyword === 'format');
        return found.length > 0;
      }),
      { numRuns: 20, seed: 1 },
    );
  });
});
