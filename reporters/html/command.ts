import { html, type Markup } from './markup.ts';

/** Renders a command to copy. Lines break only between its words, so that no option is split. */
export function renderCommand(command: string): Markup {
  const words = command.split(' ').map((word, i) => html`${i > 0 ? ' ' : ''}<span>${word}</span>`);
  return html`<div class="command"><code>${words}</code></div>`;
}
