import { formatDuration } from '../http/request-stats.ts';
import type { Budget } from '../http/target.ts';
import { formatCount } from '../reporters/printable.ts';
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
    onStart(header, plan) {
      startedAt = Date.now();
      stream.write(`${renderHeader(header, { color: shouldUseColor(env, stream.isTTY) })}\n`);
      if (!plan) return;
      stream.write(`plan      ${describeBudget(plan.budget, plan.operations)}\n`);
      const { rate, requests } = plan.budget;
      if (rate) estimateSeconds = (sent) => ((requests - sent) * rate.perMs) / rate.requests / 1000;
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

/** What a run does at most: `20 operations, at most 2,000 requests, at most 60 s`. */
function describeBudget({ requests, rate, seconds }: Budget, operations: number): string {
  const durationMs = rate && (requests * rate.perMs) / rate.requests;
  return [
    formatCount(operations, 'operation'),
    `at most ${formatCount(requests, 'request')}`,
    ...(rate && durationMs !== undefined
      ? [`about ${formatDuration(durationMs)} at ${rate.requests} requests per ${formatDuration(rate.perMs)}`]
      : []),
    ...(seconds === undefined ? [] : [`at most ${formatDuration(seconds * 1000)}`]),
  ].join(', ');
}
