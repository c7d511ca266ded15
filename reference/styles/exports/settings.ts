import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** The media type of results, of those that the document has. */
  resultType: 'application/json' | 'application/graphql-response+json';
  /** The parameters of `text/csv`. */
  csvParameters: string;
  lineBreak: '\n' | '\r\n';
  version: string;
  /** True if a query that is no GraphQL gets 200 with errors; else 400. */
  acceptsAnyQuery: boolean;
  /** True if an invalid request is answered with a text. */
  explains: boolean;
  /** True if `data` is null beside errors; else it is absent. */
  showsNull: boolean;
}

export const defaultSettings: Readonly<Settings> = {
  ...{ resultType: 'application/json', csvParameters: '', lineBreak: '\r\n', version: '1.2.3' },
  ...{ acceptsAnyQuery: true, explains: true, showsNull: true },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  {
    id: 'graphql-response',
    description: 'results have the media type of GraphQL',
    settings: { resultType: 'application/graphql-response+json' },
  },
  {
    id: 'csv-parameters',
    description: '`text/csv` has parameters',
    settings: { csvParameters: '; charset=UTF-8; header=present', lineBreak: '\n' },
  },
  {
    id: 'version-line',
    description: 'the version ends with a line break',
    settings: { version: '10.0.1\n' },
  },
  { id: 'bad-queries-400', description: 'an unknown query gets 400', settings: { acceptsAnyQuery: false } },
  { id: 'silent', description: 'errors have no data', settings: { showsNull: false } },
  ...pickHttpVariants('app-pages', 'gzip', 'chunks', 'empty-404'),
];
