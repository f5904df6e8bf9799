import { describeSentNotes } from "../contracts/sent-notes";
import { memorySentNotes } from "./memory-sent-notes";

describeSentNotes("of a test", () => {
  const { start } = memorySentNotes();
  return Promise.resolve({ start: () => Promise.resolve(start()) });
});
