import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatViolations } from '../../../arbitraries/invalid/formats/table.ts';
import type { Mutation } from '../../../arbitraries/invalid/mutation.ts';
import { violationsOf } from '../../../arbitraries/invalid/violations.ts';
import { formats } from '../../../spec/json-schema/formats/formats.ts';
import { inlineSubject, inlineSubjects, type Subject } from './violations-subject.ts';

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

const texts = formats.flatMap(({ type, name }) =>
  type === 'string' && formatViolations(name).length > 0 ? [name] : [],
);
let subjects: Map<string, Subject>;

beforeAll(async () => {
  const all = await inlineSubjects(texts.map((format) => ({ type: 'string', format })));
  subjects = new Map(all.map((subject, index) => [texts[index] ?? '', subject]));
});

const subjectOf = (format: string): Subject =>
  subjects.get(format) ?? expect.fail(`${format} is in the table`);

describe('a format', () => {
  it.each(rows)('%s is broken by %s: %s becomes %s', (...[format, kind, before, after, lenient]: Row) => {
    const level = lenient ?? 'MUST';
    const { root, context } = subjectOf(format);
    const found = [...violationsOf(root, before, context)].find(
      (one) => one.kind === `format/${format}: ${kind}`,
    );
    expect(found).toMatchObject({ now: after, level });
    expect(found?.clause.endsWith(level === 'MUST' ? ':format' : ':format-strict')).toBe(true);
  });

  it('of addresses is bindingly broken only by what no browser reads either (WHATWG URL)', () => {
    const { root, context, valid } = subjectOf('uri');
    const isUnreadable = ({ level, keyword, now }: Mutation) =>
      level === 'SHOULD' || keyword !== 'format' || !URL.canParse(String(now));
    fc.assert(
      fc.property(valid, (value) => [...violationsOf(root, value, context)].every(isUnreadable)),
      { numRuns: 50, seed: 1 },
    );
  });

  it('of ids is bindingly broken only by what no spelling of RFC 9562 and its libraries admits', () => {
    const { root, context, valid } = subjectOf('uuid4');
    const bare = (text: string) => text.replace(/^urn:uuid:/, '').replace(/[-{}_\s]/g, '');
    const isNone = ({ level, keyword, now }: Mutation) =>
      level === 'SHOULD' || keyword !== 'format' || !/^[0-9a-f]{12}4[0-9a-f]{19}$/i.test(bare(String(now)));
    fc.assert(
      fc.property(valid, (value) => [...violationsOf(root, value, context)].every(isNone)),
      { numRuns: 50, seed: 1 },
    );
  });

  it('of numbers is broken just beyond its range', async () => {
    const { root, context } = await inlineSubject({ type: 'integer', format: 'int32' });
    const bodies = [...violationsOf(root, 1, context)]
      .filter(({ keyword }) => keyword === 'format')
      .map(({ body }) => body);
    expect(bodies).toEqual([2147483648, -2147483649, 2 ** 53]);
  });

  it.each(texts)('%s is broken, whatever the value', (name) => {
    const { root, context, valid } = subjectOf(name);
    const kinds = formatViolations(name).map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    fc.assert(
      fc.property(valid, (value) => {
        const found = [...violationsOf(root, value, context)].filter(({ keyword }) => keyword === 'format');
        return found.length > 0;
      }),
      { numRuns: 20, seed: 1 },
    );
  });
});
