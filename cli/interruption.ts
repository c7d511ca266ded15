/** The status that a shell gives a program ended by this signal: 128 and its number (POSIX.1-2024, 2.8.2). */
const statuses = { SIGINT: 130, SIGTERM: 143 } as const;

const controller = new AbortController();

/** Aborted when someone interrupts the run: what was sent until then is judged and reported. */
export const interruption = (): AbortSignal => controller.signal;

/** The exit status of an interrupted run; undefined where nobody interrupted it. */
export function interruptedStatus(): number | undefined {
  const { aborted, reason } = interruption();
  return aborted ? statuses[reason as keyof typeof statuses] : undefined; // only `onSignal` aborts it
}

/** npm passes on what the terminal has already sent to all its children: so close together, it is one key press. */
const samePressMs = 700;
let firstAt = 0;

function onSignal(name: keyof typeof statuses): void {
  const now = Date.now();
  if (!controller.signal.aborted) {
    firstAt = now;
    console.error(`\n${name}: writes the reports of what was sent; once more ends at once.`);
    controller.abort(name);
  } else if (now - firstAt > samePressMs) process.exit(statuses[name]);
}

const listeners = {
  SIGINT: () => onSignal('SIGINT'),
  SIGTERM: () => onSignal('SIGTERM'),
} as const;

/** Takes the signals over, also from whoever listens to them by now: vitest would end the process without a report. */
export function ownSignals(): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.removeAllListeners(name).on(name, listeners[name]);
}
