import { html, type Markup } from './markup.ts';

/** A command to copy; it wraps between its words only, so that no option is torn apart. */
export function commandLine(command: string): Markup {
  const words = command.split(' ').map((word, i) => html`${i > 0 ? ' ' : ''}<span>${word}</span>`);
  return html`<div class="command"><code>${words}</code></div>`;
}
