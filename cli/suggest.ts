/** How many single-character edits lead from one word to the other (Levenshtein distance). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const above = row;
    row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (above[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
  }
  return row[to.length] ?? 0;
}

/** The name most like the given one; undefined when none is like it. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const word = given.slice(0, 160).toLowerCase();
  const ranked = names.map((name) => ({ name, away: distance(word, name.toLowerCase()) }));
  ranked.sort((one, other) => one.away - other.away);
  const [best] = ranked;
  const near = best !== undefined && best.away <= Math.max(1, Math.floor(best.name.length / 3));
  return near ? best.name : ranked.find(({ name }) => word.length > 2 && name.startsWith(word))?.name;
}

/** ` Did you mean X?`, or nothing. */
export function didYouMean(given: string, names: readonly string[], shown = (name: string) => name): string {
  const name = nearest(given, names);
  return name === undefined ? '' : ` Did you mean ${shown(name)}?`;
}
