import { isJsonObject, type Json } from '../json.ts';
import type { Operation } from './contract.ts';
import { listFieldLinks } from './link-field.ts';
import { listEnvelopeProperties } from './list-parameters.ts';
import { normalizeName } from './path-names.ts';
import type { ReceivedResponse } from './response.ts';

/** The relations of links to other pages (IANA Link Relations), and the names of properties with such links. */
const relations = /^(next|prev|previous|first|last)$/;
const linkNames = /^(next|prev|previous|first|last)(page)?(url|uri|link|href)?$/;
const MAX_DEPTH = 2;

/** A link from a page of a list to another one. */
export interface PageLink {
  relation: string;
  /** The query of the target. */
  query: URLSearchParams;
}

/** Whether an operation documents a `Link` field, or a property with the name of a link to another page. */
export const documentsLinks = (operation: Operation): boolean =>
  operation.responses.some(
    ({ status, headers }) =>
      status.startsWith('2') && headers.some(({ name }) => name.toLowerCase() === 'link'),
  ) || listEnvelopeProperties(operation).some((name) => linkNames.test(normalizeName(name)));

/** The links to other pages that have a query: in the `Link` field (RFC 8288), or as URLs in the body. */
export function listPageLinks(response: ReceivedResponse | undefined): PageLink[] {
  const fromField = listFieldLinks(response)
    .filter(({ relation }) => relations.test(relation))
    .flatMap(({ relation, url }) => toLink(relation, url));
  return [...fromField, ...listBodyLinks(response?.body.json?.value, 0)];
}

function listBodyLinks(value: Json | undefined, depth: number): PageLink[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const relation = linkNames.exec(normalizeName(name))?.[1];
    const url = isJsonObject(member) ? member.href : member;
    if (relation !== undefined && typeof url === 'string') return toLink(relation, url);
    return depth < MAX_DEPTH ? listBodyLinks(member, depth + 1) : [];
  });
}

function toLink(relation: string, url: string): PageLink[] {
  const query = url.split('#')[0]?.split('?')[1];
  return query === undefined ? [] : [{ relation, query: new URLSearchParams(query) }];
}
