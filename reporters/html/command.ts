import { html, type Markup } from './markup.ts';

/** Longer words may break, also where the policy of the reader blocks the style of the page. */
const maxWordLength = 100;

function renderWord(word: string): Markup[] {
  const parts = word.match(new RegExp(`.{1,${maxWordLength}}`, 'gsu')) ?? [];
  return parts.map((part, i) => (i > 0 ? html`<wbr>${part}` : html`${part}`));
}

/** Renders a command to copy. Lines break between its words, so that no option is split. */
export function renderCommand(command: string): Markup {
  const words = command
    .split(' ')
    .map((word, i) => html`${i > 0 ? ' ' : ''}<span>${renderWord(word)}</span>`);
  return html`<div class="command"><code>${words}</code></div>`;
}
