import { styleText } from 'node:util';
import type { Verdict } from '../spec/clauses/verdict.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours a text for a terminal, or returns it unchanged. */
export type Paint = (style: Style, text: string) => string;

/** Creates the function that colours texts. The caller decides whether the output supports colour. */
export function createPainter(color: boolean): Paint {
  return (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
}

/** The colour of each verdict on a terminal. */
export const verdictStyles = {
  failed: 'red',
  error: 'magenta',
  noticed: 'yellow',
  waived: 'blue',
  unverified: 'gray',
  passed: 'green',
} as const satisfies Record<Verdict, Style>;
