import type { Violation } from '../mutation.ts';

const STRANGE = ['!', ' ', 'é', 'A', 'a', '0', '-'];

function* edits(text: string): Generator<[kind: string, now: string]> {
  for (const sign of STRANGE) yield [`with ${JSON.stringify(sign)} after`, text + sign];
  yield ['without its first', text.slice(1)];
  yield ['without its last', text.slice(0, -1)];
  yield ['repeated', text + text];
  yield ['in upper case', text.toUpperCase()];
  yield ['in lower case', text.toLowerCase()];
  for (const sign of STRANGE) {
    yield [`with ${JSON.stringify(sign)} before`, sign + text];
    yield [`with ${JSON.stringify(sign)} as first`, sign + text.slice(1)];
    yield [`with ${JSON.stringify(sign)} as last`, text.slice(0, -1) + sign];
    yield [`all ${JSON.stringify(sign)}`, sign.repeat(Math.max(1, text.length))];
  }
  const middle = text.length >> 1;
  yield ['cut in the middle', text.slice(0, middle)];
  yield ['with a sign in the middle', `${text.slice(0, middle)}!${text.slice(middle + 1)}`];
  yield ['empty', ''];
}

/** Single edits of the value; those that still match are no violations, as ajv will say. */
export const pattern: Violation = {
  keyword: 'pattern',
  *changes(value, schema) {
    if (typeof value !== 'string') return;
    const says = `does not match ${schema.pattern}`;
    for (const [kind, now] of edits(value)) if (now !== value) yield { now, kind, says };
  },
};
