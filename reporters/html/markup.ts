import { xmlText } from '../xml.ts';

/** HTML that is safe to insert: only `html` makes it. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | undefined | Markup | readonly Markup[];

function inserted(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return xmlText(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

/** A template whose values are escaped, as text and in quoted attributes; controls and bidi marks become visible. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: parts.map((part, i) => part + inserted(values[i])).join('') };
}

/** Text of the suite itself, from its own files: not escaped. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** Prose with `code` in backticks. */
export function prose(text: string): Markup[] {
  return text.split('`').map((part, i, all) => {
    const closed = i % 2 === 1 && i < all.length - 1;
    return closed ? html`<code>${part}</code>` : html`${i % 2 === 1 ? `\`${part}` : part}`;
  });
}
