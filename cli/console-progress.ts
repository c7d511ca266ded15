import { progressText } from '../reporters/progress.ts';
import { headerText, wantsColor } from '../reporters/terminal.ts';
import type { Watcher } from './run-conformance.ts';

/** Shows a run while it goes on: who is tested, then one line that is redrawn on a terminal; quiet in CI. */
export function watchOn(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Watcher & { end(): void } {
  const live = stream.isTTY === true && !env.CI;
  let startedAt = Date.now();
  let drawnAt = 0;
  let secondsFor = (_requests: number): number | undefined => undefined;
  return {
    onStart(head, target) {
      startedAt = Date.now();
      stream.write(`${headerText(head, { color: wantsColor(env, stream.isTTY) })}\n`);
      const { rate, requests } = target.budget;
      if (rate) secondsFor = (sent) => ((requests - sent) * rate.perMs) / rate.requests / 1000;
      const minutes = rate && Math.ceil((requests * rate.perMs) / rate.requests / 60_000);
      if (minutes)
        stream.write(
          `pace      ${rate.requests} requests in ${rate.perMs / 1000} s: up to ${requests} of them take about ${minutes} min\n`,
        );
    },
    onStage({ phase, cases, planned, findings, requests }) {
      const now = Date.now();
      if (!live || now - drawnAt < 100) return;
      drawnAt = now;
      const secondsLeft = secondsFor(requests);
      const progress = {
        phase,
        cases,
        findings,
        requests,
        elapsedMs: now - startedAt,
        ...(planned !== undefined && { planned }),
        ...(secondsLeft !== undefined && { secondsLeft }),
      };
      stream.write(`\r\u001b[2K${progressText(progress, stream.columns)}`);
    },
    end() {
      if (live) stream.write('\r\u001b[2K');
    },
  };
}
