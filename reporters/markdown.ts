import { toPrintable } from './printable.ts';

/** Formats untrusted text as a code span in a line or table of Markdown, where no part of it is read as markup. */
export function formatCode(text: string): string {
  const shown = toPrintable(text, 300).replaceAll('|', '\\|');
  const fence = createFence(shown, 1);
  return `${fence}${/^`|`$|^$/.test(shown) ? ` ${shown} ` : shown}${fence}`;
}

/** Returns a code fence that is longer than any run of backticks in the text, so that the text cannot close it. */
export function createFence(text: string, minLength: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  return '`'.repeat(Math.max(minLength, longest + 1));
}
