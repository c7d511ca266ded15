import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import { html, pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** Creates the response to an invalid request. The document mentions no errors. */
  fail(status: number, text: string): JsonResponse;
  /** The status of an invalid id. */
  badIdStatus: number;
  /** The status of an invalid body. */
  badBodyStatus: number;
  /** Whether undocumented properties are stored and returned. */
  keepsUnknown: boolean;
  /** Whether DELETE succeeds for a resource that does not exist. */
  removesAnything: boolean;
}

export const plain = (status: number, text: string): JsonResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: text,
});

export const defaultSettings: Readonly<Settings> = {
  fail: plain,
  ...{ badIdStatus: 400, badBodyStatus: 400 },
  ...{ keepsUnknown: false, removesAnything: false },
};

/** Conformant choices of the settings. */
export const variants: readonly Variant<Settings>[] = [
  {
    id: 'json-errors',
    description: 'errors are JSON',
    settings: { fail: (status, error) => jsonResponse(status, { error }) },
  },
  {
    id: 'html-errors',
    description: 'errors are HTML pages',
    settings: { fail: (status, text) => html(status, text.replaceAll('<', '')) },
  },
  {
    id: 'bad-ids-404',
    description: 'an invalid id gets 404, like an unknown one',
    settings: { badIdStatus: 404 },
  },
  { id: 'bad-bodies-422', description: 'an invalid body gets 422', settings: { badBodyStatus: 422 } },
  {
    id: 'keeps-unknown',
    description: 'undocumented properties are stored and returned',
    settings: { keepsUnknown: true },
  },
  {
    id: 'removes-anything',
    description: 'DELETE of a resource that does not exist succeeds',
    settings: { removesAnything: true },
  },
  ...pickHttpVariants('app-pages', 'gzip', 'empty-404', 'no-head'),
];
