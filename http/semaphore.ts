/** Runs at most `permits` tasks at a time; other tasks wait and start in the order of the calls. */
export function createSemaphore(permits: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = permits;
  const queue: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resume) => queue.push(resume));
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
