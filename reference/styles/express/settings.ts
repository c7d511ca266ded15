import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import { html, pickHttpVariants, type Variant } from '../http-variants.ts';

/** The choices that the document leaves to a server. */
export interface Settings {
  /** How an invalid request is answered. The document mentions no errors. */
  fail(status: number, text: string): JsonResponse;
  /** The status of an invalid id. */
  badIdStatus: number;
  /** The status of an invalid body. */
  badBodyStatus: number;
  /** True if properties that the document does not mention are stored and returned. */
  keepsUnknown: boolean;
  /** True if removing what does not exist succeeds. */
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
    description: 'errors are pages',
    settings: { fail: (status, text) => html(status, text.replaceAll('<', '')) },
  },
  { id: 'bad-ids-404', description: 'an invalid id is unknown', settings: { badIdStatus: 404 } },
  { id: 'bad-bodies-422', description: 'an invalid body gets 422', settings: { badBodyStatus: 422 } },
  { id: 'keeps-unknown', description: 'unknown properties are stored', settings: { keepsUnknown: true } },
  {
    id: 'removes-anything',
    description: 'removing what does not exist succeeds',
    settings: { removesAnything: true },
  },
  ...pickHttpVariants('app-pages', 'gzip', 'empty-404', 'no-head'),
];
