import type { PeerInput } from './peer-input.ts';

/** A tool that tests servers against their OpenAPI document. */
export interface Peer<Server = CustomerSessionsServer> {
  name: string;
  /** The configuration of the tool, printed with the results. */
  settings: readonly string[];
  /**
   * Installs the tool in the directory unless it is already there. Returns its version.
   * @throws {Error} if the tool cannot be installed
   */
  install(directory: string): Promise<string>;
  /** Runs the tool once against a server. Returns a name for each reported failure. */
  run(directory: string, server: Server): Promise<readonly string[]>;
}

/** The reference for customer sessions. */
interface CustomerSessionsServer {
  url: string;
  input: PeerInput;
}
