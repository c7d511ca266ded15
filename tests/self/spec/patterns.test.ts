import { describe, expect, it } from 'vitest';
import { createClauseResults } from '../../../plan/verdicts/clause-results.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import { lintContract } from '../../../spec/document/lint-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createMatcher, findMatcher } from '../../../spec/json-schema/regular-expressions/matcher.ts';
import { createDocument, loadDocument } from './create-document.ts';

describe('a pattern', () => {
  it.each<[pattern: string, flags: string, matching: string[], others: string[]]>([
    ['^[a-z]+$', 'u', ['abc'], ['ABC', '']],
    ['^\\p{Lu}.$', 'u', ['Ä😀'], ['ä😀']],
    // modifiers, which Node.js 20 does not support
    ['^(?i:data:image/)[a-z]+$', 'u', ['DATA:image/png'], ['data:image/PNG']],
    ['^(?i:a(?-i:b)c)$', 'u', ['AbC', 'abc'], ['aBc']],
    ['^(?s:a.b)$', 'u', ['a\nb'], ['a\n\nb']],
    ['(?m:^b$)', 'u', ['a\nb\nc', 'b'], ['ab\nbc']],
    ['^(?i:[^a])$', 'u', ['b'], ['A', 'a']],
    ['^(?i:x+)+$', 'u', ['xXxX'], ['y']],
    // two groups with the same name in different alternatives (ECMA-262 2025)
    ['^(?:(?<y>\\d{4})-x|x-(?<y>\\d{4}))$', 'u', ['2024-x', 'x-2024'], ['2024']],
    // set notation of the `v` flag
    ['^[\\p{L}--[a-z]]$', 'v', ['A', 'é'], ['a', '1']],
    ['^[\\w&&\\d]$', 'u', ['a', '&', '1'], ['-']],
    ['^[[a-z]&&[aeiou]]+$', 'v', ['aei'], ['b']],
    // escapes that are allowed only without Unicode mode
    ['^a\\-b\\_c$', '', ['a-b_c'], ['a_b-c']],
    ['^[\\d-x]+$', '', ['1-x'], ['a']],
    ['^[\\w-.]+\\@x$', '', ['a-.@x'], ['a x']],
    ['^a{b}$', '', ['a{b}'], ['ab']],
    ['^[[a-z]+$', 'u', ['[a'], ['A']],
    ['^[[a-z]+]$', '', ['[a]'], ['a']],
  ])('%s is read with the flag "%s"', (pattern, flags, matching, others) => {
    const matcher = createMatcher(pattern);
    expect(matcher.regex.flags).toBe(flags);
    for (const text of matching) expect([text, matcher.test(text)]).toEqual([text, true]);
    for (const text of others) expect([text, matcher.test(text)]).toEqual([text, false]);
  });

  it.each([
    ['(', 'an unclosed group'],
    ['(?i)abc', 'flags for the whole pattern, as in Python and Java'],
    ['(?P<name>a)', 'a group of Python'],
    ['\\Aabc\\Z', 'anchors of Python'],
    ['^[[:alpha:]]+$', 'a class of POSIX'],
    ['^\\p{IsLatin}$', 'a property of Java'],
    ['a++', 'a possessive quantifier'],
    ['(?>a)', 'an atomic group'],
    ['a{,3}', 'a quantifier of Python'],
    ['^(?i:(a)\\1)$', 'a modifier with a backreference'],
    ['('.repeat(5000), 'too deep a nesting'],
  ])('%s has no matcher: it has %s', (pattern) => {
    expect(findMatcher(pattern)).toBeUndefined();
  });
});

describe('a document with a pattern that cannot be matched', () => {
  const broken = '^(?i)a$';
  const A: JsonObject = {
    type: 'object',
    properties: { text: { type: 'string', maxLength: 3, pattern: broken } },
    patternProperties: { '(': { type: 'integer' }, '^n': { type: 'integer' } },
    additionalProperties: false,
  };

  it('is loaded, and neither the pattern nor what depends on it rejects a value', async () => {
    const contract = await loadDocument(createDocument({ A }));
    const validate = contract.getValidator('#/components/schemas/A', 'response');
    expect(validate({ text: 'zzz', other: 'x' })).toEqual([]);
    expect(validate({ text: 'zzzz', n: 'x' }).map(({ instancePointer }) => instancePointer)).toEqual([
      '/text',
      '/n',
    ]);
  });

  it('has clauses that say why nothing judges them, and a defect with the line', async () => {
    const contract = await loadDocument(createDocument({ A }));
    const [operation = expect.fail('no operation')] = contract.operations;
    const { clauses } = createOperationModel(contract, operation, false);
    const unsupported = clauses.filter((clause) => clause.unsupported !== undefined);
    expect(unsupported.map(({ id }) => id)).toEqual(['a/200:additionalProperties', 'a/200/text:pattern']);
    const results = createClauseResults(new Map([['a', () => clauses]]));
    results.record('a', 0, [{ clause: 'a/200/text:pattern' }]);
    const explained = results.list(({ unsupported: reason = 'other' }) => ({ reason, remedy: undefined }));
    expect(explained.find(({ clause }) => clause.id === 'a/200/text:pattern')).toMatchObject({
      verdict: 'unverified',
      reason: `the suite cannot match the pattern ${broken}`,
    });
    const defects = lintContract(contract).filter(({ description }) =>
      description.includes('cannot be tested'),
    );
    expect(defects.map(({ schemaPointer }) => schemaPointer)).toEqual([
      '#/components/schemas/A/patternProperties/(',
      '#/components/schemas/A/properties/text/pattern',
    ]);
    for (const { source } of defects) expect(source.line).toBeGreaterThan(1);
  });
});
