/** Vitest loads a second copy of our modules: what both must share stands on the process. */
const key = Symbol.for('polar-conformance/interruption');

/** The status that a shell gives a program ended by this signal: 128 and its number (POSIX.1-2024, 2.8.2). */
const statuses = { SIGINT: 130, SIGTERM: 143 } as const;

type Shared = typeof globalThis & { [key]?: AbortController };

function shared(): AbortController {
  const holder: Shared = globalThis;
  holder[key] ??= new AbortController();
  return holder[key];
}

/** Aborted when someone interrupts the run: what was sent until then is judged and reported. */
export const interruption = (): AbortSignal => shared().signal;

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
  if (!shared().signal.aborted) {
    firstAt = now;
    console.error(`\n${name}: writes the reports of what was sent; once more ends at once.`);
    shared().abort(name);
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
