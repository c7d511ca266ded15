import { describe, expect, it } from 'vitest';
import { judgeScene, subject } from './exchange.ts';
import { authentication } from './rules/authentication.ts';
import { served } from './rules/covered-clauses.ts';
import { errors } from './rules/errors.ts';
import { protocol } from './rules/protocol.ts';
import type { Row } from './rules/row.ts';

const families: Record<string, readonly Row[]> = { authentication, protocol, errors, served };

describe.each(Object.entries(families))('oracles of %s', (_, rows) => {
  it.each(rows)('%s %s: %s', (clause, word, _says, scene) => {
    expect(subject.clauses.map(({ id }) => id)).toContain(`${subject.operation.id}/${clause}`);
    expect(judgeScene(clause, scene)).toBe(word);
  });
});
