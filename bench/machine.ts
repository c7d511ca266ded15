import { arch, cpus, platform, totalmem } from 'node:os';

/** Where and when something was measured. */
export interface Machine {
  date: string;
  machine: string;
  node: string;
}

/** This machine, now. */
export function machine(): Machine {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${gigabytes} GiB, ${platform()} ${arch()}`,
    node: process.version,
  };
}
