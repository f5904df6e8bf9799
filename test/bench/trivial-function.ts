import type { BrowserContext } from "playwright-core";

/**
 * Gives the add-in one more function, `ENRICH.TRIVIAL`, declared as PERSON is and doing nothing: what any promise
 * function costs in the same sheet, runtime and run. Only the browser sees it.
 */
export async function addTrivialFunction(context: BrowserContext): Promise<void> {
  await context.route("**/functions.json", async (route) => {
    const reply = await route.fetch();
    const metadata = (await reply.json()) as { functions: { id: string; name: string }[] };
    const person = metadata.functions.find(({ id }) => id === "PERSON");
    metadata.functions.push({ ...person, id: "TRIVIAL", name: "TRIVIAL" });
    await route.fulfill({ response: reply, json: metadata });
  });
  await context.route("**/functions.js", async (route) => {
    const reply = await route.fetch();
    const trivial = 'CustomFunctions.associate("TRIVIAL", async () => [["Nothing was looked up"]]);';
    await route.fulfill({ response: reply, body: `${await reply.text()}\n${trivial}` });
  });
}
