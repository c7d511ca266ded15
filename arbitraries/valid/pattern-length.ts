import type { RegexNode } from '../../spec/json-schema/regular-expressions/regex-node.ts';
import type { LengthRange } from './string-length.ts';

/** Computes the minimum and maximum number of characters that a match of the node consumes. */
export function computeLengthRange(node: RegexNode): LengthRange {
  switch (node.kind) {
    case 'set':
      return { min: 1, max: 1 };
    case 'repeat': {
      const { min, max } = computeLengthRange(node.item);
      return { min: min * node.min, max: max === 0 ? 0 : max * node.max };
    }
    case 'choice': {
      const ranges = node.options.map(computeLengthRange);
      return {
        min: Math.min(...ranges.map(({ min }) => min)),
        max: Math.max(...ranges.map(({ max }) => max)),
      };
    }
    case 'sequence': {
      const ranges = node.items.map(computeLengthRange);
      return { min: sum(ranges.map(({ min }) => min)), max: sum(ranges.map(({ max }) => max)) };
    }
    default:
      return { min: 0, max: 0 };
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Whether every match begins at the start (`^`) or ends at the end (`$`) of the string. */
export function isAnchored(node: RegexNode, anchor: '^' | '$'): boolean {
  if (node.kind === 'assert') return node.what === anchor;
  if (node.kind === 'choice') return node.options.every((option) => isAnchored(option, anchor));
  if (node.kind !== 'sequence') return false;
  const edge = anchor === '^' ? node.items[0] : node.items.at(-1);
  return edge !== undefined && isAnchored(edge, anchor);
}
