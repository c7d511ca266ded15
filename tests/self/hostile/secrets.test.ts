import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseOptions } from '../../../cli/options.ts';
import { runConformance } from '../../../cli/run-conformance.ts';
import { annotations } from '../../../reporters/annotations.ts';
import type { RunRecord } from '../../../reporters/record.ts';
import { summaryText } from '../../../reporters/terminal.ts';
import { writeReports } from '../../../reporters/write.ts';
import { guises, indiscreetServer, leaksIn, leakyFiles, paths, secrets } from './canaries.ts';

describe('a server that says secrets again', () => {
  let server: Awaited<ReturnType<typeof indiscreetServer>>;
  let record: RunRecord;
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));

  beforeAll(async () => {
    server = await indiscreetServer();
    const options = parseOptions(
      [
        '--seed=1',
        `--target=${server.url}`,
        `--max-requests=${paths.length + 300}`,
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

  test('has said each of them in every guise and place', () => {
    expect(paths.filter(({ name }) => !server.said.has(name)).map(({ name }) => name)).toEqual([]);
  });

  test('finds none of them in the record, which reports are made of', () => {
    const texts = record.exchanges.map((exchange) => JSON.stringify(exchange));
    expect(
      texts.flatMap((text) => leaksIn(text).map((name) => `${name}: ${text.slice(0, 3000)}`)).slice(0, 3),
    ).toEqual([]);
    expect(leaksIn(JSON.stringify(record))).toEqual([]);
  });

  test('finds none of them in any file', () => {
    const { leaky, count } = leakyFiles(folder);
    expect(count).toBeGreaterThan(8);
    expect(leaky).toEqual([]);
  });

  test('finds none of them on the screen, nor in annotations', () => {
    const screen = { color: false, columns: 100, rows: 1000 };
    expect(leaksIn(`${summaryText(record, screen)}${annotations(record)}`)).toEqual([]);
  });
});

test('a leak would be seen', () => {
  for (const [guise, of] of guises.slice(0, 12))
    expect(leaksIn(`"${of(secrets.access)}"`), guise).toEqual(['access']);
});
