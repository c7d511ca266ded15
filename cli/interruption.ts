/** Exit statuses of programs ended by a signal: 128 plus its number (POSIX.1-2024, 2.8.2). */
const exitStatuses = { SIGINT: 130, SIGTERM: 143 } as const;

const controller = new AbortController();

/** A signal that aborts on SIGINT or SIGTERM. The run then judges and reports what it has received. */
export const getInterruptSignal = (): AbortSignal => controller.signal;

let isUsualEnd = false;

/** Makes the first signal the usual end of the command, which then has its own exit status. */
export function ignoreInterruptStatus(): void {
  isUsualEnd = true;
}

/** The exit status of an interrupted run; undefined if it was not interrupted. */
export function getInterruptStatus(): number | undefined {
  const { aborted, reason } = getInterruptSignal();
  return aborted && !isUsualEnd ? exitStatuses[reason as keyof typeof exitStatuses] : undefined; // only `handleSignal` aborts it
}

/**
 * One Ctrl-C may send the signal twice, because the terminal sends it to all processes and npm forwards it. Signals
 * within this time count as one.
 */
const samePressMs = 700;
let firstSignalAt = 0;

function handleSignal(name: keyof typeof exitStatuses): void {
  const now = Date.now();
  if (!controller.signal.aborted) {
    firstSignalAt = now;
    console.error(`\n${name}: writing the reports. Send it again to exit at once.`);
    controller.abort(name);
  } else if (now - firstSignalAt > samePressMs) process.exit(exitStatuses[name]);
}

const listeners = {
  SIGINT: () => handleSignal('SIGINT'),
  SIGTERM: () => handleSignal('SIGTERM'),
} as const;

/** Handles SIGINT and SIGTERM, and removes other listeners: those of vitest would end the process without reports. */
export function handleSignals(): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.removeAllListeners(name).on(name, listeners[name]);
}
