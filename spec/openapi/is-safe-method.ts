/** Whether requests with the method change or delete what exists (RFC 9110 section 9.3, RFC 5789). */
export const isChangingMethod = (method: string): boolean => ['PUT', 'PATCH', 'DELETE'].includes(method);

/** Whether requests with the method change nothing (RFC 9110 section 9.2.1). */
export const isSafeMethod = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);
