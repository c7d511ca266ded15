/** Why a run judged no documented success response of an operation, and what the user can do about it. */
export interface Obstacle {
  reason: string;
  remedy?: string;
  /** Set if the operation needs a credential that was not given. */
  isMissingCredential?: true;
  /** Set if the given token is one of a security scheme that the operation does not accept. */
  isOtherCredential?: true;
  /** Set if the target rejects the credentials in every request to the operation. */
  isRejection?: true;
}

/** Where a run took the values of a path parameter from. */
export interface ParameterSource {
  parameter: string;
  /** The runtime expressions of its values in scenarios, with the operation that each belongs to: `$response.body#/id of createBook`. */
  bindings: readonly string[];
  /** Why no scenario bound the parameter, and which values it had. */
  reason?: string;
}

/** Whether a run has exercised an operation: whether it has judged a documented success response. */
export interface OperationCoverage {
  operation: string;
  /** Number of valid requests that got a response. */
  tries: number;
  /** Undefined if a documented success response was judged. */
  obstacle?: Obstacle;
  /** The last response to a valid request that was not a documented success. */
  lastRejection?: { exchange: number; status: number; excerpt: string };
  /** Where the values of its path parameters came from. Absent for an operation without them, and for recorded traffic. */
  pathParameters?: readonly ParameterSource[];
}
