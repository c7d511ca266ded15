import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { runConformance } from '../../../cli/run-conformance.ts';
import { renderAnnotations } from '../../../reporters/annotations.ts';
import type { RunRecord } from '../../../reporters/record.ts';
import { renderTerminalSummary } from '../../../reporters/terminal-summary.ts';
import { writeReports } from '../../../reporters/write-reports.ts';
import {
  encodings,
  findLeakedSecrets,
  findLeakyFiles,
  leaks,
  secrets,
  startLeakingServer,
} from './leaking-server.ts';

describe('after a run against a server that echoes secrets', () => {
  let server: Awaited<ReturnType<typeof startLeakingServer>>;
  let record: RunRecord;
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));

  beforeAll(async () => {
    server = await startLeakingServer();
    const options = parseOptions(
      [
        '--seed=1',
        `--target=${server.url}`,
        `--max-requests=${leaks.length + 300}`,
        '--max-seconds=100',
        `--header=X-Key: ${secrets.header}`,
      ],
      {},
    );
    record = await runConformance(options, {
      POLAR_ACCESS_TOKEN: secrets.access,
      POLAR_UNSCOPED_ACCESS_TOKEN: secrets.unscoped,
    });
    await writeReports(record, folder);
  }, 120_000);
  afterAll(() => server.close());

  test('the server has sent every leak', () => {
    expect(leaks.filter(({ name }) => !server.sentLeaks.has(name)).map(({ name }) => name)).toEqual([]);
  });

  test('the run record, from which reports are written, discloses no secret', () => {
    const texts = record.exchanges.map((exchange) => JSON.stringify(exchange));
    expect(
      texts
        .flatMap((text) => findLeakedSecrets(text).map((name) => `${name}: ${text.slice(0, 3000)}`))
        .slice(0, 3),
    ).toEqual([]);
    expect(findLeakedSecrets(JSON.stringify(record))).toEqual([]);
  });

  test('no report file discloses a secret', () => {
    const { leaky, count } = findLeakyFiles(folder);
    expect(count).toBeGreaterThan(8);
    expect(leaky).toEqual([]);
  });

  test('neither the terminal summary nor annotations disclose a secret', () => {
    const screen = { color: false, columns: 100, rows: 1000 };
    const workspace = { repository: '/', directory: '/' };
    expect(
      findLeakedSecrets(`${renderTerminalSummary(record, screen)}${renderAnnotations(record, workspace)}`),
    ).toEqual([]);
  });
});

test('a leak would be detected', () => {
  for (const [encoding, encode] of encodings.slice(0, 12))
    expect(findLeakedSecrets(`"${encode(secrets.access)}"`), encoding).toEqual(['access']);
});
