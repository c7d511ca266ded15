/** Tells how far a long measurement is: a line that is redrawn on a terminal, nothing elsewhere. */
export function progressOf(total: number, what: string): { step(wrong: boolean): void; end(): void } {
  const { isTTY = false } = process.stderr;
  let done = 0;
  let wrongs = 0;
  return {
    step(wrong) {
      done += 1;
      if (wrong) wrongs += 1;
      if (isTTY) process.stderr.write(`\r\u001b[K${done} of ${total} ${what}, ${wrongs} wrong`);
    },
    end() {
      if (isTTY) process.stderr.write('\r\u001b[K');
    },
  };
}
