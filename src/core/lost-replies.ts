/** People, by the key of their identifier, whose reply was lost: each may have been billed, and is asked for once more at most. */
export interface LostReplies {
  has(key: string): boolean;
  add(key: string): unknown;
  /** True where it was among them. */
  delete(key: string): boolean;
}
