import { shouldUseColor } from '../reporters/terminal.ts';

/** The size of the terminal, and whether output may be coloured. */
export function getScreen() {
  const { stdout, env } = process;
  const { columns = 100, rows = 40, isTTY } = stdout;
  return { color: shouldUseColor(env, isTTY), columns, rows };
}
