import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Job } from './worker.ts';

type Reply<T> = { trial: T } | { error: string };

/**
 * Tries all jobs in worker processes, one for each core, and tells each result as it comes; the results are in the order of the jobs.
 * @throws {Error} where a trial broke down: that is the suite's own failure
 */
export async function inWorkers<T>(jobs: readonly Job[], onTrial: (trial: T) => void): Promise<T[]> {
  const open = [...jobs.entries()].reverse();
  const results: T[] = [];
  const work = async (): Promise<void> => {
    const worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)));
    try {
      for (let next = open.pop(); next; next = open.pop()) {
        const [place, job] = next;
        const trial = await answer<T>(worker, job);
        results[place] = trial;
        onTrial(trial);
      }
    } finally {
      worker.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, work));
  return results;
}

function answer<T>(worker: ChildProcess, job: Job): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${job.kind} ${job.id}, seed ${job.seed}: ${why}`));
    const onExit = (code: number | null) => fail(`the worker ended with ${code}`);
    worker.once('exit', onExit);
    worker.once('message', (reply: Reply<T>) => {
      worker.off('exit', onExit);
      if ('trial' in reply) resolve(reply.trial);
      else fail(reply.error);
    });
    worker.send(job);
  });
}
