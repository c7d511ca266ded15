import { count, counted, printable } from './printable.ts';

/** How far a run is. */
export interface Progress {
  /** "discovery", "plan", "exploration", "shrinking" */
  phase: string;
  cases: number;
  /** How many cases there will be, where that is known. */
  planned?: number;
  requests: number;
  elapsedMs: number;
  /** Failed exchanges so far. */
  findings: number;
  /** Of a paced run: until the end. */
  secondsLeft?: number;
  /** What it waits for: "429: waits 12 s". */
  waiting?: string;
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The state of a run on one line that fits the columns: for a terminal to redraw, and for logs now and then. */
export function progressText(progress: Progress, columns = 80): string {
  const { phase, cases, planned, requests, elapsedMs, findings, secondsLeft, waiting } = progress;
  const rate = elapsedMs > 0 ? (requests / elapsedMs) * 1000 : 0;
  const parts = [
    phase,
    planned === undefined ? counted(cases, 'case') : `${count(cases)} of ${counted(planned, 'case')}`,
    counted(requests, 'request'),
    `${rate < 10 ? rate.toFixed(1) : count(Math.round(rate))}/s`,
    ...(secondsLeft === undefined ? [] : [`${duration(secondsLeft)} left`]),
    ...(findings === 0 ? [] : [counted(findings, 'finding')]),
    ...(waiting === undefined ? [] : [printable(waiting, 80)]),
  ];
  const line = parts.join(' · ');
  return line.length <= columns ? line : `${line.slice(0, columns - 1)}…`;
}
