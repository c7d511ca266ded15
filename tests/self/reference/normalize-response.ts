const tokenPattern = /polar_(mst|cst|oat)_\w{20,}/g;
const uuidPattern = /(?<!\w)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?!\w)/g;
const timestampPattern = /(?<=")20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z(?=")/g;

/** A timestamp of the last or next days as minutes relative to now; other timestamps are unchanged. */
function formatRelativeTime(timestamp: string): string {
  const minutes = Math.round((Date.parse(timestamp) - Date.now()) / 60_000);
  return Math.abs(minutes) < 10_000 ? `now + ${minutes} min` : timestamp;
}

/**
 * Creates a function that makes responses comparable between servers. It numbers tokens and ids in order of appearance,
 * the same value with the same number in all texts, and makes timestamps relative.
 */
export function createNormalizer(): (text: string) => string {
  const numbers = new Map<string, string>();
  const toNumber = (value: string): string => {
    const number = numbers.get(value) ?? `‹${numbers.size}›`;
    numbers.set(value, number);
    return number;
  };
  return (text) =>
    text
      .replace(tokenPattern, toNumber)
      .replace(uuidPattern, toNumber)
      .replace(timestampPattern, formatRelativeTime);
}
