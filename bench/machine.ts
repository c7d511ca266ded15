import { arch, cpus, platform, totalmem } from 'node:os';

/** The environment of a measurement. */
export interface Machine {
  /** ISO 8601, without the time. */
  date: string;
  machine: string;
  node: string;
}

/** The current machine and date. */
export function describeMachine(): Machine {
  const [cpu] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${gibibytes} GiB, ${platform()} ${arch()}`,
    node: process.version,
  };
}
