import type { Catalogue } from './catalogue.ts';
import { bookshop } from './catalogues/bookshop.ts';
import { customerSessions } from './catalogues/customer-sessions.ts';

/** The references by the name that `--reference` takes. */
const catalogues: Readonly<Record<string, Catalogue>> = {
  'customer-sessions': customerSessions,
  bookshop,
};

export const defaultCatalogue = 'customer-sessions';

/** @throws {Error} if there is no reference of this name */
export function findCatalogue(name: string): Catalogue {
  const found = Object.hasOwn(catalogues, name) ? catalogues[name] : undefined;
  if (found) return found;
  throw new Error(`unknown reference ${JSON.stringify(name)}: type ${Object.keys(catalogues).join(' or ')}`);
}
