import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { absolute, type Section } from './measure.ts';
import { median } from './median.ts';
import { command } from './peers/command.ts';

/** What anyone gets who types `npm test`. */
export const defaultRun: Section = {
  name: 'default run',
  says: '`npm test` with nothing else: the built-in reference, from the command to its end, and the most memory that one of its processes takes',
  async measure({ rounds }) {
    const runs = [];
    for (let round = 0; round < rounds; round += 1) runs.push(await runOnce());
    return [
      absolute('default run in all', median(runs.map(({ seconds }) => seconds)), 's', 'less', 5),
      absolute('requests of a default run', median(runs.map(({ requests }) => requests)), '', 'more'),
      absolute('peak memory of a default run', median(runs.map(({ peak }) => peak)), 'MiB', 'less'),
    ];
  },
};

async function runOnce(): Promise<{ seconds: number; peak: number; requests: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const peaks = join(folder, 'peaks');
  const preload = `--import=${pathToFileURL(join(import.meta.dirname, 'peak.mjs')).href}`;
  const from = performance.now();
  const { status, output } = await command('npm', ['test', '--', '--seed=1', `--report-dir=${folder}`], {
    env: { NODE_OPTIONS: preload, BENCH_PEAKS: peaks },
  });
  const seconds = (performance.now() - from) / 1000;
  if (status !== 0) throw new Error(`\`npm test\` ended with ${status}: ${output.slice(-400)}`);
  const kibibytes = (await readFile(peaks, 'utf8')).trim().split('\n').map(Number);
  const { requests } = JSON.parse(await readFile(join(folder, 'results.json'), 'utf8'));
  await rm(folder, { recursive: true, force: true });
  return { seconds, peak: Math.max(...kibibytes) / 1024, requests };
}
