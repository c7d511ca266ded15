/**
 * Lists the keys that a secret may contain. Standard Webhooks encodes keys in base64, after the prefix `whsec_`; some
 * APIs use the UTF-8 bytes of the whole secret instead.
 * @param isText whether the API is known to use the bytes of the secret
 */
export function listWebhookKeys(secret: string, isText: boolean): Uint8Array[] {
  const base64 = secret.replace(/^whsec_/, '');
  const isBase64 = /^[A-Za-z\d+/]+={0,2}$/.test(base64) && base64.length % 4 === 0;
  return [
    Uint8Array.from(Buffer.from(secret)),
    ...(!isText && isBase64 ? [Uint8Array.from(Buffer.from(base64, 'base64'))] : []),
  ];
}
