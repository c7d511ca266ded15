import { formatCount, formatNumber, toPrintable } from './printable.ts';

/** The state of a run in progress. */
export interface Progress {
  /** "discovery", "plan", "exploration" or "shrinking" */
  phase: string;
  cases: number;
  /** Number of planned cases, if known. */
  planned?: number;
  requests: number;
  elapsedMs: number;
  /** Number of failed exchanges. */
  findings: number;
  /** Estimated number of seconds until a rate-limited run ends. */
  secondsLeft?: number;
  /** The reason for a pause: "429: waits 12 s". */
  waiting?: string;
}

function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The state of a run as one line of at most `columns` characters. */
export function formatProgress(progress: Progress, columns = 80): string {
  const { phase, cases, planned, requests, elapsedMs, findings, secondsLeft, waiting } = progress;
  const rate = elapsedMs > 0 ? (requests / elapsedMs) * 1000 : 0;
  const parts = [
    phase,
    planned === undefined
      ? formatCount(cases, 'case')
      : `${formatNumber(cases)} of ${formatCount(planned, 'case')}`,
    formatCount(requests, 'request'),
    `${rate < 10 ? rate.toFixed(1) : formatNumber(Math.round(rate))}/s`,
    ...(secondsLeft === undefined ? [] : [`${formatDuration(secondsLeft)} left`]),
    ...(findings === 0 ? [] : [formatCount(findings, 'finding')]),
    ...(waiting === undefined ? [] : [toPrintable(waiting, 80)]),
  ];
  const line = parts.join(' · ');
  return line.length <= columns ? line : `${line.slice(0, columns - 1)}…`;
}
