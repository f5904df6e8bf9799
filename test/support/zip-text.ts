import { inflateRawSync } from "node:zlib";

const centralEntry = 0x02014b50;
const endOfCentral = 0x06054b50;

/** Everything a zip file holds, unpacked and one after another, to search for what must not be in it. */
export function zipText(zip: Buffer): string {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== endOfCentral) throw new Error("This is not a zip file");
  const parts: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === centralEntry) {
    const nameLength = zip.readUInt16LE(at + 28);
    parts.push(zip.toString("utf8", at + 46, at + 46 + nameLength), entryText(zip, at));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts.join("\n");
}

function entryText(zip: Buffer, central: number): string {
  const packedSize = zip.readUInt32LE(central + 20);
  const local = zip.readUInt32LE(central + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + packedSize);
  return (zip.readUInt16LE(central + 10) === 8 ? inflateRawSync(packed) : packed).toString("utf8");
}
