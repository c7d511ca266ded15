// Loaded into every Node process of a run by `--import`: tells the bench what each has taken at most.
import { appendFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS } = process.resourceUsage(); // KiB on every platform
  appendFileSync(process.env.BENCH_PEAKS, `${maxRSS}\n`);
});
