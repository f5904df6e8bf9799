import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { cacheControl, ownPageHeaders, pageHeaders } from "./security-headers";
import type { PageHeaderOptions } from "./security-headers";

export interface StaticPagesOptions extends PageHeaderOptions {
  /** Absolute path of the built add-in. */
  readonly folder: string;
}

/** Shows people's spending, and never inside Office. */
const administratorPage = "usage.html";

/** Serves the built add-in with the headers that Office needs and a browser should insist on. */
export async function registerStaticPages(server: FastifyInstance, options: StaticPagesOptions): Promise<void> {
  const headers = pageHeaders(options);
  const ownHeaders = ownPageHeaders(options);
  await server.register(fastifyStatic, {
    root: options.folder,
    index: ["taskpane.html"],
    cacheControl: false,
    dotfiles: "ignore",
    setHeaders(reply, file) {
      const isOwn = path.basename(file) === administratorPage;
      void reply.headers({ ...(isOwn ? ownHeaders : headers), "cache-control": cacheControl(file) });
    },
  });
}
