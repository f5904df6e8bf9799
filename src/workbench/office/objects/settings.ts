import { itemNotFound } from "../api-error";
import { textArgument } from "../arguments";
import type { Book } from "../book";
import { defineType } from "../host-object";
import { parseJsonOr } from "../json";

/** Excel.Setting: a JSON value under a key, the same as in `Office.context.document.settings`. */
const settingType = defineType<{ readonly book: Book; readonly key: string }>({
  type: "Setting",
  identity: ({ key }) => ({ _Id: key }),
  scalars: {
    key: ({ key }) => key,
    value: ({ book, key }) => parseJsonOr(book.settings.get(key) ?? "null", null),
    _Id: ({ key }) => key,
  },
  setters: { value: ({ book, key }, value) => book.settings.set(key, JSON.stringify(value ?? null)) },
  methods: { delete: ({ book, key }) => book.settings.remove(key) },
});

/** Excel.SettingCollection. */
export const settingCollection = defineType<{ readonly book: Book }>({
  type: "SettingCollection",
  items: ({ book }) => book.settings.entries().map(([key]) => settingType.of({ book, key })),
  methods: {
    add: ({ book }, args) => {
      const key = textArgument(args, 0);
      book.settings.set(key, JSON.stringify(args[1] ?? null));
      return settingType.of({ book, key });
    },
    getItem: ({ book }, args) => {
      const key = textArgument(args, 0);
      if (book.settings.get(key) === undefined) throw itemNotFound();
      return settingType.of({ book, key });
    },
    getCount: ({ book }) => book.settings.entries().length,
  },
});
