/** What a consumer of the API, such as an SDK, does with responses of the run. It is no judgement of the target. */
export interface ConsumerReport {
  /** Name and version: `@polar-sh/sdk 0.49.0`. */
  consumer: string;
  readings: readonly ConsumerReading[];
}

/** What a consumer did with one response. */
export interface ConsumerReading {
  /** The id of the exchange. */
  exchange: number;
  /** The status of the response. */
  status: number;
  /**
   * `accepted`: the decoded value is that of the response, or the error reports its status; `wrong value`: the decoded
   * value differs; `threw`: an error says that the response cannot be read; `failed`: the program crashed or hung.
   */
  outcome: 'accepted' | 'wrong value' | 'threw' | 'failed';
  /** The name of the error that was thrown. */
  error?: string;
  /** What the consumer says about the response, how its value differs, or how the program ended. */
  detail?: string;
}
