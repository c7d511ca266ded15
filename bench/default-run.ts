import { absolute, type Section } from './measure.ts';
import { median } from './median.ts';
import { type TimedRun, timedRun } from './timed-run.ts';

/** What anyone gets who types `npm test`. */
export const defaultRun: Section = {
  name: 'default run',
  says: '`npm test` with nothing else: the built-in reference, from the command to its end, and the most memory that one of its processes takes',
  async measure({ rounds }) {
    const runs: TimedRun[] = [];
    for (let round = 0; round < rounds; round += 1) runs.push(await runOnce());
    return [
      absolute('default run in all', median(runs.map(({ seconds }) => seconds)), 's', 'less', 5),
      absolute('requests of a default run', median(runs.map(({ requests }) => requests)), '', 'more'),
      absolute('peak memory of a default run', median(runs.map(({ peak }) => peak)), 'MiB', 'less'),
    ];
  },
};

async function runOnce(): Promise<TimedRun> {
  const run = await timedRun(['--seed=1']);
  if (run.status !== 0) throw new Error(`\`npm test\` ended with ${run.status}: ${run.output.slice(-400)}`);
  return run;
}
