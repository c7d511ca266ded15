import { escapeXml } from '../xml.ts';

/** HTML that is safe to insert. Created by `html` and `trusted` only. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | undefined | Markup | readonly Markup[];

function renderValue(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeXml(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

/**
 * A template tag that escapes its values, for text and quoted attributes. Control characters and bidi marks become
 * visible.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: parts.map((part, i) => part + renderValue(values[i])).join('') };
}

/** Markup from files of the suite itself, inserted without escaping. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** Renders text in which backticks mark `code`. */
export function renderProse(text: string): Markup[] {
  return text.split('`').map((part, i, all) => {
    const closed = i % 2 === 1 && i < all.length - 1;
    return closed ? html`<code>${part}</code>` : html`${i % 2 === 1 ? `\`${part}` : part}`;
  });
}
