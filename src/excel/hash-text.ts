const shownBytes = 16;

/** The first 128 bits of the text's SHA-256, in hexadecimal. */
export async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest).subarray(0, shownBytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
