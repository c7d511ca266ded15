import type { ReadBody } from './body.ts';

export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Reads plain text in UTF-8. */
export const readText: ReadBody = ({ bytes }) => {
  const text = decodeUtf8(bytes);
  return text === undefined ? { unreadable: 'the text is not UTF-8' } : { value: text };
};
