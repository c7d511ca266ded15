/** The choices that the document leaves to a server. */
export interface Settings {
  /** Whether the text `1.0` of a parameter is an integer. */
  readsFractionlessNumbers: boolean;
  /** Whether requests are validated before their credentials are checked. */
  validatesFirst: boolean;
  /** Whether the resources in the path are looked up before the request is validated. */
  looksUpFirst: boolean;
  /** The status of an invalid request to an operation that documents problem details. */
  problemStatus: number;
  /** Whether `Location` is an absolute URL. */
  absoluteLocations: boolean;
  weakETags: boolean;
  /** Whether `If-None-Match` is ignored, so that a book is always returned. */
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
