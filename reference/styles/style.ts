import { findBehaviours } from '../behaviour.ts';
import type { ListeningServer } from '../listen.ts';
import { createRandom } from '../random.ts';
import type { Application } from './application.ts';
import { defaultHttpSettings, type HttpSettings } from './http-settings.ts';
import type { Variant } from './http-variants.ts';
import { serve } from './serve.ts';

interface StyleDefinition<Settings extends object> {
  /** The id of the style, which is the name of its folder. */
  id: string;
  /** The path of the document. */
  document: string;
  /** The base path of the target. The paths of `operations` begin with it. None by default. */
  basePath?: string;
  /** The valid credential of each security scheme. */
  credentials?: Readonly<Record<string, string>>;
  http?: Partial<HttpSettings>;
  settings: Settings;
  variants: readonly Variant<Settings>[];
  createApplication(settings: Readonly<Settings>, random: () => number): Application;
}

/** A document in the style of a framework, with a server that can implement it in several conformant variants. */
export type Style = Pick<StyleDefinition<never>, 'id' | 'document' | 'credentials'> & {
  /** The ids of the variants. */
  variants: readonly string[];
  /** Starts the server, which runs until it is closed. The seed determines the ids of resources. */
  start(options: { variants: readonly string[]; seed: number }): Promise<ListeningServer>;
};

export function defineStyle<Settings extends object>(definition: StyleDefinition<Settings>): Style {
  const { id, document, credentials, variants, createApplication, basePath = '' } = definition;
  return {
    ...{ id, document, ...(credentials && { credentials }) },
    variants: variants.map((variant) => variant.id),
    start: async ({ variants: ids, seed }) => {
      const selected = findBehaviours('variant', variants, ids);
      const settings = Object.assign({}, definition.settings, ...selected.map((each) => each.settings ?? {}));
      const layers = [defaultHttpSettings, definition.http ?? {}, ...selected.map(({ http }) => http ?? {})];
      const headers = Object.assign({}, ...layers.map((layer) => layer.headers ?? {}));
      const http: HttpSettings = Object.assign({}, ...layers, { headers });
      const server = await serve(createApplication(settings, createRandom(seed)), http);
      return { ...server, url: `${server.url}${basePath}` };
    },
  };
}
