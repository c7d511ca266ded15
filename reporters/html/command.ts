import { html, type Markup } from './markup.ts';

/**
 * Number of characters after which a long word may break, even if the reader's content policy blocks the style of the
 * page.
 */
const maxWordLength = 100;

function renderWord(word: string): Markup[] {
  const parts = word.match(new RegExp(`.{1,${maxWordLength}}`, 'gsu')) ?? [];
  return parts.map((part, i) => (i > 0 ? html`<wbr>${part}` : html`${part}`));
}

/**
 * Renders a command to copy. Lines break between its words and in very long words, so that options stay in one piece.
 */
export function renderCommand(command: string): Markup {
  const words = command
    .split(' ')
    .map((word, i) => html`${i > 0 ? ' ' : ''}<span>${renderWord(word)}</span>`);
  return html`<div class="command"><code>${words}</code></div>`;
}
