const secret = /polar_(mst|cst|oat)_\w{20,}/g;
const uuid = /(?<!\w)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?!\w)/g;
const time = /(?<=")20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z(?=")/g;

/** A time of these days, in whole minutes from now. */
function near(time: string): string {
  const minutes = Math.round((Date.parse(time) - Date.now()) / 60_000);
  return Math.abs(minutes) < 10_000 ? `now + ${minutes} min` : time;
}

/** Writes what is new each time as a number; values that are equal keep the same one, over all texts that pass through. */
export function settler(): (text: string) => string {
  const numbers = new Map<string, string>();
  const number = (value: string): string => {
    const known = numbers.get(value) ?? `‹${numbers.size}›`;
    numbers.set(value, known);
    return known;
  };
  return (text) => text.replace(secret, number).replace(uuid, number).replace(time, near);
}
