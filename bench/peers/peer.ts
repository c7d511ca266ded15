import type { Briefing } from './briefing.ts';

/** A tool that judges servers by their OpenAPI documents, as the bench runs it. */
export interface Peer {
  name: string;
  /** How it is run, beyond the document with working examples and the token; printed with the results. */
  settings: readonly string[];
  /**
   * Puts it into a folder of its own, unless it is there already; gives its version.
   * @throws {Error} where the machine lacks what it takes.
   */
  install(folder: string): Promise<string>;
  /** Runs it once against a server; gives a name for everything that it holds against the server. */
  run(folder: string, server: { url: string; briefing: Briefing }): Promise<readonly string[]>;
}
