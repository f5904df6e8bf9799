import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { cacheControl, pageHeaders } from "./security-headers";
import type { PageHeaderOptions } from "./security-headers";

export interface StaticPagesOptions extends PageHeaderOptions {
  /** Absolute path of the built add-in. */
  readonly folder: string;
}

/** Serves the built add-in with the headers that Office needs and a browser should insist on. */
export async function registerStaticPages(server: FastifyInstance, options: StaticPagesOptions): Promise<void> {
  const headers = pageHeaders(options);
  await server.register(fastifyStatic, {
    root: options.folder,
    index: ["taskpane.html"],
    cacheControl: false,
    dotfiles: "ignore",
    setHeaders(reply, file) {
      void reply.headers({ ...headers, "cache-control": cacheControl(file) });
    },
  });
}
