import { describe, expect, it } from 'vitest';
import { subject, wordOn } from './exchange.ts';
import { authentication } from './rules/authentication.ts';
import { errors } from './rules/errors.ts';
import { protocol } from './rules/protocol.ts';
import type { Row } from './rules/row.ts';
import { served } from './rules/served.ts';

const families: Record<string, readonly Row[]> = { authentication, protocol, errors, served };

describe.each(Object.entries(families))('oracles of %s', (_, rows) => {
  it.each(rows)('%s %s: %s', (clause, word, _says, scene) => {
    expect(subject.clauses.map(({ id }) => id)).toContain(`${subject.operation.id}/${clause}`);
    expect(wordOn(clause, scene)).toBe(word);
  });
});
