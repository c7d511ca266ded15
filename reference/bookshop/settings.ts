/** The choices that the document leaves to a server. */
export interface Settings {
  /** True if `1.0` in a parameter is an integer. */
  readsFractionlessNumbers: boolean;
  /** True if requests are validated before their credentials are checked. */
  validatesFirst: boolean;
  /** True if the resources that a path names are looked up before the request is validated. */
  looksUpFirst: boolean;
  /** The status of an invalid request to an operation that documents problem details. */
  problemStatus: number;
  /** True if `Location` is an absolute URL. */
  absoluteLocations: boolean;
  weakETags: boolean;
  /** True if a book is returned to clients that have it already. */
  ignoresIfNoneMatch: boolean;
  maxBodyBytes: number;
  maxDepth: number;
}

export const defaultSettings: Readonly<Settings> = {
  readsFractionlessNumbers: false,
  validatesFirst: false,
  looksUpFirst: false,
  problemStatus: 400,
  absoluteLocations: false,
  weakETags: false,
  ignoresIfNoneMatch: false,
  maxBodyBytes: 1024 * 1024,
  maxDepth: 200,
};
