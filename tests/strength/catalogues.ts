import type { Catalogue } from './catalogue.ts';
import { bookshop } from './catalogues/bookshop.ts';
import { customerSessions, versionCatalogues } from './catalogues/customer-sessions.ts';
import { styleCatalogues } from './catalogues/styles.ts';

const catalogues: readonly Catalogue[] = [
  customerSessions,
  ...versionCatalogues,
  bookshop,
  ...styleCatalogues,
];

export const defaultCatalogue = customerSessions.name;

/** @throws {Error} if no reference has this name */
export function findCatalogue(name: string): Catalogue {
  const found = catalogues.find((catalogue) => catalogue.name === name);
  if (found) return found;
  throw createUnknownReferenceError(name);
}

/**
 * The names of the references that `--reference` selects: all of a group for `styles`, otherwise one.
 * @throws {Error} if no reference has this name
 */
export function listReferences(name: string): string[] {
  const members = catalogues
    .map((catalogue) => catalogue.name)
    .filter((id) => id === name || id.startsWith(`${name}/`));
  if (members.length === 0) throw createUnknownReferenceError(name);
  return members;
}

function createUnknownReferenceError(name: string): Error {
  const names = new Set(catalogues.map((catalogue) => catalogue.name.replace(/\/.*/, '')));
  const known = new Intl.ListFormat('en', { type: 'disjunction' }).format(names);
  return new Error(`unknown reference ${JSON.stringify(name)}: type ${known}`);
}
