import { pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** The media type of GraphQL results, one of the two that the document lists. */
  resultType: 'application/json' | 'application/graphql-response+json';
  /** The parameters of the media type `text/csv`. */
  csvParameters: string;
  lineBreak: '\n' | '\r\n';
  version: string;
  /** Whether a text that is not GraphQL gets 200 with errors, instead of 400. */
  acceptsAnyQuery: boolean;
  /** Whether the response to an invalid request has a text. */
  explains: boolean;
  /** Whether `data` is null in a response with errors, instead of absent. */
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
    description: 'results have the media type application/graphql-response+json',
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
  {
    id: 'bad-queries-400',
    description: 'a text that is not GraphQL gets 400',
    settings: { acceptsAnyQuery: false },
  },
  { id: 'silent', description: '`data` is absent in a response with errors', settings: { showsNull: false } },
  ...pickHttpVariants('app-pages', 'gzip', 'chunks', 'empty-404'),
];
