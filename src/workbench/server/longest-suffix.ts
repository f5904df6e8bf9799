import { stat } from "node:fs/promises";
import path from "node:path";

/**
 * The file a URL's path means under `folder`: the longest suffix of the path that exists there, so that an add-in
 * built for `https://host/some/prefix/page.html` is served from the folder of its manifest. Never outside `folder`.
 */
export async function findByLongestSuffix(folder: string, urlPath: string): Promise<string | undefined> {
  const segments = urlPath.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.some((segment) => segment === ".." || segment.includes("\0") || segment.includes("\\")))
    return undefined;
  for (let start = 0; start < segments.length; start++) {
    const file = path.join(folder, ...segments.slice(start));
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return file;
  }
  return undefined;
}
