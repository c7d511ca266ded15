export interface Progress {
  step(isProblem: boolean): void;
  end(): void;
}

/** Shows the progress of a long measurement in one line of the terminal. Prints nothing if stderr is not a terminal. */
export function createProgress(total: number, unit: string): Progress {
  const { isTTY = false } = process.stderr;
  let done = 0;
  let problems = 0;
  return {
    step(isProblem) {
      done += 1;
      if (isProblem) problems += 1;
      if (isTTY) process.stderr.write(`\r\u001b[K${done} of ${total} ${unit}, ${problems} problems`);
    },
    end() {
      if (isTTY) process.stderr.write('\r\u001b[K');
    },
  };
}
