import { findHeader, type HeaderList } from './request.ts';

/** A signature of a delivery: `v1` is symmetric, `v1a` asymmetric (Standard Webhooks 1.0.0, "Signature scheme"). */
export interface Signature {
  version: string;
  /** In base64. */
  value: string;
}

/** Lists the signatures of a delivery, which are separated by spaces. */
export const listSignatures = (headers: HeaderList): Signature[] =>
  (findHeader(headers, 'webhook-signature') ?? '').split(' ').flatMap((text) => {
    const [, version, value] = /^([^,]+),(.+)$/.exec(text) ?? [];
    return version !== undefined && value !== undefined ? [{ version, value }] : [];
  });
