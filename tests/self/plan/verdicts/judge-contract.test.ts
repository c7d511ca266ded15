import { expect, test } from 'vitest';
import { createClauseResults } from '../../../../plan/verdicts/clause-results.ts';
import { judgeContract } from '../../../../plan/verdicts/judge-contract.ts';
import type { Clause } from '../../../../spec/clauses/clause.ts';
import { lintRules } from '../../../../spec/document/lint-contract.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';

test('a defect of the document fails its rule, at its line; the other rules pass', async () => {
  const contract = await loadDocument(createDocument({ A: { type: 'string', examples: [1] } }));
  const clauses = lintRules.map(
    ({ name, description }): Clause => ({
      ...{ id: `contract:${name}`, level: 'MUST', family: 'contract', operation: '', description },
    }),
  );
  const results = createClauseResults(new Map([['', () => clauses]]));
  judgeContract(contract, results);
  const judged = results.list(() => ({ reason: '', remedy: undefined }));
  for (const { clause, verdict, exchanges } of judged) {
    expect(verdict, clause.id).toBe(clause.id === 'contract:examples' ? 'failed' : 'passed');
    expect(exchanges).toEqual([0]);
  }
  const [finding] = judged.flatMap(({ findings }) => findings);
  expect(finding).toMatchObject({ location: 'body', exchanges: [], cause: 'contract:examples' });
  expect(finding?.received).toEqual({ words: expect.stringMatching(/:\d+ ./) });
});
