import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Job } from './worker.ts';

type Reply<T> = { trial: T } | { error: string };

/**
 * Runs the jobs in worker processes, one for each core. Calls `onTrial` for each result as it arrives, and returns the
 * results in the order of the jobs.
 * @throws {Error} if a job fails to complete
 */
export async function runInWorkers<T>(jobs: readonly Job[], onTrial: (trial: T) => void): Promise<T[]> {
  const pending = [...jobs.entries()].reverse();
  const results: T[] = [];
  const runPending = async (): Promise<void> => {
    const worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)));
    try {
      for (let next = pending.pop(); next; next = pending.pop()) {
        const [index, job] = next;
        const trial = await runJob<T>(worker, job);
        results[index] = trial;
        onTrial(trial);
      }
    } finally {
      worker.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, runPending));
  return results;
}

function runJob<T>(worker: ChildProcess, job: Job): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`${job.kind} ${job.id}, seed ${job.seed}: ${reason}`));
    const onExit = (code: number | null) => fail(`the worker exited with status ${code}`);
    worker.once('exit', onExit);
    worker.once('message', (reply: Reply<T>) => {
      worker.off('exit', onExit);
      if ('trial' in reply) resolve(reply.trial);
      else fail(reply.error);
    });
    worker.send(job);
  });
}
