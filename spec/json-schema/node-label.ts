import { parsePointer } from '../json.ts';

/** The label of the child that a step leads to: `items[]`, `items[0]`, `customer.email`, `metadata.*`. */
export function extendLabel(label: string, step: string): string {
  if (step.startsWith('@')) return label;
  const [name = ''] = parsePointer(step);
  if (['-', '-contained', '-unevaluated'].includes(name)) return `${label}[]`;
  if (/^\d+$/.test(name)) return `${label}[${name}]`;
  const property = name.startsWith('+') ? '*' : name;
  return label === '' ? property : `${label}.${property}`;
}

/** The subject of a sentence about the value with this label. */
export const describeSubject = (label: string): string => (label === '' ? 'the body' : `\`${label}\``);
