import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byCoverageGain } from '../../../../plan/schedule/by-coverage-gain.ts';
import type { Clause, Family } from '../../../../spec/clauses/clause.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createCase } from './create-case.ts';

const families = ['invalid requests', 'authentication', 'robustness', 'protocol', 'errors'] as const;
const topics = ['a', 'b', 'c', 'd'];

const clauseId = (family: Family, topic: string): string => `op/${family}:${topic}`;
const clauses = families.flatMap((family) =>
  topics.map(
    (topic): Clause => ({
      ...{ id: clauseId(family, topic), level: 'MUST', family, operation: 'op', description: topic },
    }),
  ),
);

/** A case that covers one clause. */
const covering = (id: string, family: Family, topic: string): Case =>
  createCase(id, { covers: [clauseId(family, topic)] });

const order = (cases: readonly Case[]): string[] => [...byCoverageGain(clauses)(cases)].map(({ id }) => id);

const coveredTopics = fc.tuple(fc.constantFrom(...families), fc.constantFrom(...topics));
const caseLists = fc
  .array(fc.uniqueArray(coveredTopics, { maxLength: 3, selector: String }), { maxLength: 40 })
  .map((list) =>
    list.map((covered, position) =>
      createCase(String(position), { covers: covered.map(([family, topic]) => clauseId(family, topic)) }),
    ),
  );

/** At most 60 cases, each of one family. */
const singleFamilyLists = fc
  .array(coveredTopics, { maxLength: 60 })
  .map((list) => list.map(([family, topic], position) => ({ family, topic, id: String(position) })));

describe('byCoverageGain', () => {
  it('loses no case and adds none', () => {
    fc.assert(
      fc.property(caseLists, (cases) => {
        expect(order(cases).sort()).toEqual(cases.map(({ id }) => id).sort());
      }),
    );
  });

  it('is deterministic', () => {
    fc.assert(
      fc.property(caseLists, (cases) => {
        expect(order(cases)).toEqual(order(cases));
      }),
    );
  });

  it('keeps the given order of cases that cover the same', () => {
    fc.assert(
      fc.property(caseLists, (cases) => {
        const position = new Map(order(cases).map((id, index) => [id, index]));
        const placed = (each: Case) => position.get(each.id) ?? -1;
        for (const [index, each] of cases.entries()) {
          const next = cases.slice(index + 1).find(({ covers }) => String(covers) === String(each.covers));
          if (next) expect(placed(each)).toBeLessThan(placed(next));
        }
      }),
    );
  });

  it('covers every family within the first twenty of sixty cases', () => {
    fc.assert(
      fc.property(singleFamilyLists, (list) => {
        const family = new Map(list.map((each) => [each.id, each.family]));
        const first = order(list.map((each) => covering(each.id, each.family, each.topic))).slice(0, 20);
        expect(new Set(first.map((id) => family.get(id)))).toEqual(new Set(family.values()));
      }),
    );
  });

  it('covers a family of one case early, although another has sixty', () => {
    const large = Array.from({ length: 60 }, (_, position) => covering(String(position), 'errors', 'a'));
    const ids = order([...large, covering('single', 'robustness', 'a')]);
    expect(ids.indexOf('single')).toBeLessThan(20);
    expect(ids.indexOf('single')).toBeGreaterThan(0);
  });

  it('covers each family once before any twice if they have equal sizes', () => {
    const cases = families.flatMap((family) =>
      topics.map((topic) => covering(`${family} ${topic}`, family, topic)),
    );
    const first = order(cases).slice(0, families.length);
    expect(first).toEqual(families.map((family) => `${family} a`));
  });

  it('covers another topic of a family before the same topic again', () => {
    const cases = [
      covering('1', 'robustness', 'a'),
      covering('2', 'robustness', 'a'),
      covering('3', 'robustness', 'b'),
    ];
    expect(order(cases)).toEqual(['1', '3', '2']);
  });

  it('uses the keyword of a clause as its topic', () => {
    const keywordClauses = (['type', 'type', 'format'] as const).map(
      (keyword, position): Clause => ({
        ...{ id: `op/${position}:${position}`, level: 'MUST', family: 'invalid requests', operation: 'op' },
        ...{ description: keyword, keyword },
      }),
    );
    const cases = keywordClauses.map(({ id }) => createCase(id, { covers: [id] }));
    const ids = [...byCoverageGain(keywordClauses)(cases)].map(({ id }) => id);
    expect(ids).toEqual(['op/0:0', 'op/2:2', 'op/1:1']);
  });

  it('reaches every clause of a keyword once before one of them twice', () => {
    const keywordClauses = ['title', 'price'].map(
      (name): Clause => ({
        ...{ id: `op/${name}:type`, level: 'MUST', family: 'invalid requests', operation: 'op' },
        ...{ description: name, keyword: 'type' },
      }),
    );
    const cases = ['title', 'title', 'price'].map((name, position) =>
      createCase(String(position), { covers: [`op/${name}:type`] }),
    );
    expect([...byCoverageGain(keywordClauses)(cases)].map(({ id }) => id)).toEqual(['0', '2', '1']);
  });

  it('takes the family and the topic of a probe from its role', () => {
    const cases = ['authentication:a', 'authentication:a', 'robustness:b', 'authentication:c'].map(
      (role, position) => createCase(String(position), { role }),
    );
    expect(order(cases)).toEqual(['0', '2', '3', '1']);
  });

  it('reaches the clause of a probe for every security scheme once before one of them twice', () => {
    const cases = ['key', 'key', 'token'].map((scheme, position) => {
      const theCase = covering(String(position), 'authentication', 'a');
      return { ...theCase, request: { ...theCase.request, scheme } };
    });
    expect(order(cases)).toEqual(['0', '2', '1']);
  });

  it('counts the clauses that a case violates, and ignores ids that are no clause', () => {
    const violating = (id: string, topic: string): Case =>
      createCase(id, {
        covers: ['op/unknown'],
        violation: {
          ...{ clauses: [clauseId('errors', topic)], instancePointer: '', keyword: 'type', description: '' },
        },
      });
    expect(order([violating('1', 'a'), violating('2', 'a'), violating('3', 'b')])).toEqual(['1', '3', '2']);
  });

  it('prefers clauses that are new to those that a larger family repeats', () => {
    const types = ['a', 'b', 'c', 'd'].map(
      (name): Clause => ({
        ...{ id: `op/${name}:type`, level: 'MUST', family: 'robustness', operation: 'op' },
        ...{ description: name, keyword: 'type' },
      }),
    );
    const repeated = Array.from({ length: 9 }, (_, position) => covering(`again ${position}`, 'errors', 'a'));
    const fresh = types.map(({ id, description }) => createCase(description, { covers: [id] }));
    const ids = [...byCoverageGain([...clauses, ...types])([...repeated, ...fresh])].map(({ id }) => id);
    expect(ids.indexOf('d')).toBe(6); // 8 if repetitions counted the same
  });

  it('counts what an earlier call returned as covered', () => {
    const sort = byCoverageGain(clauses);
    expect([...sort([covering('1', 'authentication', 'a')])]).toHaveLength(1);
    const [next] = sort([covering('2', 'authentication', 'b'), covering('3', 'robustness', 'a')]);
    expect(next?.id).toBe('3');
  });
});
