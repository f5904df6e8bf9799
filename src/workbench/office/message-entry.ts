/** One entry of a `richApiMessage` event: category, type, target, message, id, whether it is remote. */
export type MessageEntry = readonly [
  category: number,
  type: number,
  target: string,
  message: string,
  id: number,
  isRemote: boolean,
];

const EVENT_CATEGORY = 65_536;

/** An event of the object model or of the runtime. */
export function eventEntry(type: number, target: string, args: unknown): MessageEntry {
  return [EVENT_CATEGORY, type, target, JSON.stringify(args), 0, false];
}
