import type { Contract } from '../spec/openapi/contract.ts';

/** A program that reads responses of an API, such as an SDK that the user has installed. */
export interface Consumer {
  /** Name and version: `@polar-sh/sdk 0.49.0`. */
  name: string;
  /** The operation whose responses it reads. */
  operation: string;
  /** The method of its request. */
  method: string;
  /** Returns the command that reads responses of the API that the document describes. */
  createCommand(document: Pick<Contract, 'title' | 'version'>): ConsumerCommand;
}

/**
 * A command that gets three more arguments: the URL of a server, and the indexes of the first response to read and of the
 * first that it must not read. The server has each response below `URL/INDEX`, whatever the rest of the path. For each
 * response, in order, the command writes a `ConsumerOutput` as a line of JSON to the file descriptor 3.
 */
export interface ConsumerCommand {
  file: string;
  args: readonly string[];
  /** The working directory. */
  directory: string;
}

/** What a consumer reports about one response. */
export interface ConsumerOutput {
  index: number;
  /** The decoded value, if there is one: of the response, or of the error that reports its status. */
  value?: unknown;
  /** The name of the error that was thrown. */
  error?: string;
  /** Whether the error reports the status of the response, which every such response causes. */
  reportsStatus?: boolean;
  /** The first line of what the error says about the response. */
  detail?: string;
}
