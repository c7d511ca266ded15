import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type NotesFault, startNotes, writeNotesDocument } from './notes-server.ts';
import { runSuite, startSuite } from './run-suite.ts';

const contract = `--contract=${writeNotesDocument()}`;
const args = (url: string) => [contract, `--target=${url}`, '--seed=1', '--runs=0'];
const first = { id: 1, title: 'first', pinned: false };

test.concurrent('a correct server passes, and has afterwards what it had before', async () => {
  const server = await startNotes();
  const { status, stdout, results, folder } = await runSuite(args(server.url));
  server.close();
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^PASSED/) });
  expect([...server.notes.values()]).toEqual([first]);
  expect(results?.notes.join()).toMatch(/\d+ created resources were deleted/);
  const verdicts = results?.clauses.filter(({ id }) => /\/(resource|list):/.test(id)) ?? [];
  expect(verdicts.map(({ id, verdict }) => [id, verdict])).toContainEqual([
    'deleteNote/resource:deleted-is-gone',
    'passed',
  ]);
  expect(verdicts.filter(({ verdict }) => verdict === 'unverified').map(({ id }) => id)).toEqual([]);

  const judged = await runSuite(['judge', join(folder, 'exchanges.har'), contract]);
  expect(judged.status).toBe(0);
  const ofArchive = judged.results?.clauses.filter(({ id }) => /\/(resource|list):/.test(id)) ?? [];
  expect(ofArchive.map(({ id, verdict }) => [id, verdict])).toEqual(
    verdicts.map(({ id, verdict }) => [id, verdict]),
  );
});

test.concurrent.each<[NotesFault, string, string[]]>([
  ['update is lost', 'updateNote/resource:update-is-visible', ['POST', 'PATCH', 'GET']],
  ['deletion is lost', 'deleteNote/resource:deleted-is-gone', ['POST', 'DELETE', 'GET']],
])('where the %s, %s fails, and its replay has the fewest requests', async (fault, clause, methods) => {
  const server = await startNotes(fault);
  const { status, results, folder } = await runSuite(args(server.url));
  server.close();
  expect(status).toBe(1);
  const failed = results?.clauses.filter(({ verdict }) => verdict === 'failed') ?? [];
  expect(failed.map(({ id }) => id)).toEqual([clause]);
  const path = join(folder, failed[0]?.replay ?? '');
  const { cases } = JSON.parse(readFileSync(path, 'utf8'));
  expect(cases.map((each: { request: { method: string } }) => each.request.method)).toEqual(methods);

  const judged = await runSuite(['judge', join(folder, 'exchanges.har'), contract]);
  const failedInArchive = judged.results?.clauses.filter(({ verdict }) => verdict === 'failed') ?? [];
  expect(failedInArchive.map(({ id }) => id)).toEqual([clause]);

  const [faulty, fixed] = [await startNotes(fault), await startNotes()];
  const replay = (url: string) => runSuite([contract, `--target=${url}`, `--replay=${path}`]);
  const statuses = (await Promise.all([replay(faulty.url), replay(fixed.url)])).map((each) => each.status);
  faulty.close();
  fixed.close();
  expect(statuses).toEqual([1, 0]);
});

test.concurrent('what an interrupted run has created is deleted', async () => {
  const server = await startNotes();
  const run = startSuite(args(server.url));
  await server.waitForCreations(5);
  run.kill('SIGINT');
  const { status } = await run.result;
  server.close();
  expect(status).toBe(130);
  expect([...server.notes.values()]).toEqual([first]);
});
