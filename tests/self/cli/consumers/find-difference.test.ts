import { expect, test } from 'vitest';
import { findDifference } from '../../../../cli/consumers/find-difference.ts';

test.each([
  ['equal values', { a: [1, 'x', null, true] }, { a: [1, 'x', null, true] }],
  ['names in camel case', { return_url: 'x', line_1: 1 }, { returnUrl: 'x', line1: 1 }],
  ['a member that is left out', { a: 1, b: 2 }, { a: 1 }],
  ['null for a member that was not sent', { a: 1 }, { a: 1, b: null }],
  [
    'the same instant, written otherwise',
    { at: '2026-03-02T09:15:30.123456+01:00' },
    { at: '2026-03-02T08:15:30.123Z' },
  ],
  ['names that are properties of every object', { constructor: 'a' }, { constructor: 'a' }],
])('%s: no difference', (_, sent, decoded) => {
  expect(findDifference(sent, decoded)).toBeUndefined();
});

test.each([
  ['another value', { a: { b: 1 } }, { a: { b: 2 } }, '/a/b'],
  ['another type', { a: 1 }, { a: '1' }, '/a'],
  ['null instead of a value', { a_b: 'x' }, { aB: null }, '/a_b'],
  ['a value instead of null', { a: null }, { a: '' }, '/a'],
  ['an array of another length', { a: [1, 2] }, { a: [1] }, '/a'],
  ['a value that was not sent', { a: 1 }, { a: 1, b: 'made up' }, '/b'],
  ['another instant', { a: '2026-03-02T08:15:30Z' }, { a: '2026-03-02T09:15:30Z' }, '/a'],
  ['a number as a date', { a: 1_780_000_000 }, { a: '2026-05-28T20:26:40Z' }, '/a'],
  ['an object as an array', { a: {} }, { a: [] }, '/a'],
  ['a scalar as the whole value', 'x', 'y', ''],
])('%s: a difference at its place', (_, sent, decoded, instancePointer) => {
  expect(findDifference(sent, decoded)).toMatchObject({ instancePointer });
});
