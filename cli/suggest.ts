/** The Levenshtein distance: the number of single-character edits between two texts. */
function editDistance(from: string, to: string): number {
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

/** Returns the name most similar to the given one; undefined if none is similar enough. */
export function suggest(given: string, names: readonly string[]): string | undefined {
  const text = given.slice(0, 160).toLowerCase();
  const ranked = names.map((name) => ({ name, distance: editDistance(text, name.toLowerCase()) }));
  ranked.sort((one, other) => one.distance - other.distance);
  const [best] = ranked;
  const isSimilar = best !== undefined && best.distance <= Math.max(1, Math.floor(best.name.length / 3));
  return isSimilar ? best.name : ranked.find(({ name }) => text.length > 2 && name.startsWith(text))?.name;
}

/** ` Did you mean X?`, or an empty text if no name is similar. */
export function didYouMean(given: string, names: readonly string[], shown = (name: string) => name): string {
  const name = suggest(given, names);
  return name === undefined ? '' : ` Did you mean ${shown(name)}?`;
}
