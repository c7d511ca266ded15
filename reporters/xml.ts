import { toPrintable } from './printable.ts';

/**
 * Characters that XML 1.0 forbids even as references (section 2.2), and those that could hide text: bidi marks and C1
 * controls.
 */
const forbidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for XML content. Forbidden characters become visible escapes. */
export function escapeXml(text: string): string {
  return text
    .replace(forbidden, (character) => toPrintable(character))
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Attributes as ` name="value"`, without undefined ones. */
function renderAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        ` ${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`,
    )
    .join('');
}

/**
 * Renders an XML element.
 * @param content XML that is already escaped
 */
export function renderElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: readonly string[] = [],
): string {
  const open = `<${name}${renderAttributes(attributes)}`;
  return content.length === 0 ? `${open}/>` : `${open}>${content.join('')}</${name}>`;
}
