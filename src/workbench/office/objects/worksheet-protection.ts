import { ApiError } from "../api-error";
import type { Book } from "../book";
import { defineType } from "../host-object";

/** Excel.WorksheetProtection; passwords and options are not kept. */
export const worksheetProtection = defineType<{ readonly book: Book; readonly sheetId: string }>({
  type: "WorksheetProtection",
  scalars: { protected: ({ book, sheetId }) => book.grid.isProtected(sheetId) },
  methods: {
    protect: ({ book, sheetId }) => {
      if (book.grid.isProtected(sheetId))
        throw new ApiError("AccessDenied", "The worksheet is already protected.", 403);
      book.grid.protectSheet(sheetId, true);
    },
    unprotect: ({ book, sheetId }) => book.grid.protectSheet(sheetId, false),
  },
});
