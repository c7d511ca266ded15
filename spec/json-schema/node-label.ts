import { parsePointer } from '../json.ts';

/** Returns the name of a child value in messages: `items[]`, `items[0]`, `customer.email`, `metadata.*`. */
export function extendLabel(label: string, step: string): string {
  if (step.startsWith('@')) return label;
  const [name = ''] = parsePointer(step);
  if (['-', '-contained', '-unevaluated'].includes(name)) return `${label}[]`;
  if (/^\d+$/.test(name)) return `${label}[${name}]`;
  const property = name.startsWith('+') ? '*' : name;
  return label === '' ? property : `${label}.${property}`;
}

/** Returns the subject of a sentence about the value with this label: "the body", "`customer.email`". */
export const describeSubject = (label: string): string => (label === '' ? 'the body' : `\`${label}\``);
