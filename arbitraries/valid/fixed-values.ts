import { parsePointer } from '../../spec/json.ts';
import type { Pins } from './engine.ts';

const NONE: Pins = new Map();

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The pins at and below a property or item, by pointer from there. */
export function below(pins: Pins, name: string): Pins {
  if (pins.size === 0) return NONE;
  const step = `/${escaped(name)}`;
  const found = [...pins].filter(([place]) => place === step || place.startsWith(`${step}/`));
  return found.length === 0 ? NONE : new Map(found.map(([place, pin]) => [place.slice(step.length), pin]));
}

/** The names of the properties or items at or below which something is pinned. */
export function pinnedNames(pins: Pins): string[] {
  return [...new Set([...pins.keys()].flatMap((place) => parsePointer(place).slice(0, 1)))];
}
