import { toSafeJson } from '../../reporters/printable.ts';

/** Quotes a text as a JavaScript string literal. */
export const quoteText = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) && !/['\\]/.test(text) ? `'${text}'` : toSafeJson(text);

/** Writes the access to a property after `value?.`. */
export const quoteProperty = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? name : `[${quoteText(name)}]`;

/** Writes a text as a template literal in which the placeholders are replaced by expressions. */
export function quoteTemplate(text: string, expressions: ReadonlyMap<string, string>): string {
  const found = [...expressions].find(([placeholder]) => text.includes(placeholder));
  if (found === undefined) return quoteText(text);
  const [placeholder, expression] = found;
  if (text === placeholder) return expression;
  const parts = text.split(placeholder).map(escapeTemplate);
  return `\`${parts.join(`\${${expression}}`)}\``;
}

const escapeTemplate = (text: string): string =>
  toSafeJson(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(/`|\$\{/g, '\\$&');
