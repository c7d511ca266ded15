/** Number of parts of a timeout. */
const PARTS = 20;

/**
 * Calls `onTimeout` when this process has waited for `ms` milliseconds. Returns a function that ends the wait.
 *
 * A timer alone would blame the server for a pause of this process: after a suspension (of a laptop, a virtual machine
 * or a container) or a long computation, expired timers run before the data that arrived in the meantime is read. The
 * wait therefore has parts, between which data is read, and a part counts no more than its own length, however late it
 * ends.
 */
export function startResponseTimeout(ms: number, onTimeout: () => void): () => void {
  const partMs = ms / PARTS;
  let left = PARTS;
  const waitForPart = (): NodeJS.Timeout =>
    setTimeout(() => {
      left -= 1;
      if (left > 0) timer = waitForPart();
      else onTimeout();
    }, partMs);
  let timer = waitForPart();
  return () => clearTimeout(timer);
}
