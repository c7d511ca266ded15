import { formatProgress } from '../reporters/progress.ts';
import { renderHeader, shouldUseColor } from '../reporters/terminal.ts';
import type { RunListener } from './run-conformance.ts';

/** Prints the header of a run, and on a terminal a progress line that is redrawn. In CI only the header is printed. */
export function createConsoleProgress(
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
): RunListener & { end(): void } {
  const isLive = stream.isTTY === true && !env.CI;
  let startedAt = Date.now();
  let drawnAt = 0;
  let estimateSeconds = (_requests: number): number | undefined => undefined;
  return {
    onStart(header, target) {
      startedAt = Date.now();
      stream.write(`${renderHeader(header, { color: shouldUseColor(env, stream.isTTY) })}\n`);
      const { rate, requests } = target.budget;
      if (rate) estimateSeconds = (sent) => ((requests - sent) * rate.perMs) / rate.requests / 1000;
      const minutes = rate && Math.ceil((requests * rate.perMs) / rate.requests / 60_000);
      if (minutes)
        stream.write(
          `rate      ${rate.requests} requests per ${rate.perMs / 1000} s: ${requests} requests take about ${minutes} min\n`,
        );
    },
    onStage({ phase, cases, planned, findings, requests }) {
      const now = Date.now();
      if (!isLive || now - drawnAt < 100) return;
      drawnAt = now;
      const secondsLeft = estimateSeconds(requests);
      const progress = {
        phase,
        cases,
        findings,
        requests,
        elapsedMs: now - startedAt,
        ...(planned !== undefined && { planned }),
        ...(secondsLeft !== undefined && { secondsLeft }),
      };
      stream.write(`\r\u001b[2K${formatProgress(progress, stream.columns)}`);
    },
    end() {
      if (isLive) stream.write('\r\u001b[2K');
    },
  };
}
