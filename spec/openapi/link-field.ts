import { findHeader } from './request.ts';
import type { ReceivedResponse } from './response.ts';

/** A link of a `Link` field (RFC 8288 section 3). */
interface FieldLink {
  /** In lower case. */
  relation: string;
  /** The target, which may be a relative reference. */
  url: string;
}

/** The links of the `Link` field of a response, one for each relation. */
export function listFieldLinks(response: ReceivedResponse | undefined): FieldLink[] {
  const field = findHeader(response?.headers ?? [], 'link') ?? '';
  return [...field.matchAll(/<([^>]*)>([^<]*)/g)].flatMap(([, url = '', parameters = '']) =>
    (/\brel="?([^";,]*)/i.exec(parameters)?.[1] ?? '')
      .split(' ')
      .map((relation) => ({ relation: relation.toLowerCase(), url })),
  );
}
