import { isBuiltFor, localOrigin } from "../src/build";

const manifest = (origin: string) => `<OfficeApp><IconUrl DefaultValue="${origin}/assets/icon-32.png" /></OfficeApp>`;

describe("a build on disk", () => {
  it("is for the origin that its manifest names", () => {
    expect(isBuiltFor(manifest(localOrigin), localOrigin)).toBe(true);
    expect(isBuiltFor(manifest("https://enrich.example.com"), "https://enrich.example.com")).toBe(true);
  });

  it.each(["https://enrich.example.com", "https://localhost:30000", "https://localhost:3000.example.com", "nowhere"])(
    "made for %s is not for this machine",
    (origin) => {
      expect(isBuiltFor(manifest(origin), localOrigin)).toBe(false);
    },
  );

  it("is for nobody where its manifest is missing or names nothing", () => {
    expect(isBuiltFor("", localOrigin)).toBe(false);
    expect(isBuiltFor(`<!-- ${localOrigin} -->`, localOrigin)).toBe(false);
  });
});
