// Preloaded with `--import` into every Node process of a run: appends the peak memory of the process to a file.
import { appendFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS } = process.resourceUsage(); // KiB on every platform
  appendFileSync(process.env.BENCH_PEAKS, `${maxRSS}\n`);
});
