import { absolute, type Section } from './measure.ts';
import { measureRun, type RunMeasurement } from './measure-run.ts';
import { median } from './median.ts';

/** The cost of `npm test` without options. */
export const defaultRun: Section = {
  name: 'default run',
  description:
    '`npm test` without options, against the built-in reference: total time, and the peak memory of its largest process',
  async measure({ rounds }) {
    const runs: RunMeasurement[] = [];
    for (let round = 0; round < rounds; round += 1) runs.push(await measureDefaultRun());
    return [
      absolute('default run in all', median(runs.map(({ seconds }) => seconds)), 's', 'less', 5),
      absolute('requests of a default run', median(runs.map(({ requests }) => requests)), '', 'more'),
      absolute(
        'peak memory of a default run',
        median(runs.map(({ peakMemory }) => peakMemory)),
        'MiB',
        'less',
      ),
    ];
  },
};

async function measureDefaultRun(): Promise<RunMeasurement> {
  const run = await measureRun(['--seed=1']);
  if (run.status !== 0)
    throw new Error(`\`npm test\` exited with status ${run.status}: ${run.output.slice(-400)}`);
  return run;
}
