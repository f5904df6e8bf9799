import { catalogue } from "./catalogue";
import { editDistance } from "./closest";

/** The catalogue's paths most like one that names nothing, nearest first, at most three. */
export function nearestPaths(written: string): readonly string[] {
  const depth = written.split(".").length;
  const reach = Math.max(1, Math.floor(written.length / 3));
  const misspelled = catalogue
    .map(({ path }) => ({
      path,
      distance: Math.min(editDistance(written, path, reach), tailDistance(written, path, depth, reach)),
    }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance || rank(a.path) - rank(b.path));
  const best = misspelled[0]?.distance ?? 0;
  const near = misspelled.filter(({ distance }) => distance <= best + 1).map(({ path }) => path);
  return (near.length > 0 ? near : containing(written)).slice(0, 3);
}

function tailDistance(written: string, path: string, depth: number, reach: number): number {
  return editDistance(written, path.split(".").slice(-depth).join("."), reach);
}

/** Half a word, such as `phone`, or a word of a longer name. */
function containing(written: string): readonly string[] {
  const word = written.split(".").at(-1) ?? "";
  if (word.length < 3) return [];
  return catalogue
    .map(({ path }) => path)
    .filter((path) => (path.split(".").at(-1) ?? "").includes(word))
    .sort((a, b) => rank(a) - rank(b));
}

function rank(path: string): number {
  return (path.startsWith("basic_profile.") ? 0 : 100) + path.split(".").length;
}
