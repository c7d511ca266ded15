import { printable } from './printable.ts';

/** Not allowed in XML 1.0 at all, not even escaped (XML 1.0 section 2.2); bidi marks and C1 controls are for no log viewer. */
const forbidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML content: every character survives a parser, hostile ones visibly escaped. */
export function xmlText(text: string): string {
  return text
    .replace(forbidden, (character) => printable(character))
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Attributes as ` name="value"`; those undefined are left out. */
function xmlAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        ` ${name}="${xmlText(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`,
    )
    .join('');
}

/** An element with its attributes and its content, which is XML already. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: readonly string[] = [],
): string {
  const open = `<${name}${xmlAttributes(attributes)}`;
  return content.length === 0 ? `${open}/>` : `${open}>${content.join('')}</${name}>`;
}
