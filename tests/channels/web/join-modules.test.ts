import { describe, expect, it } from "vitest";
import { joinModules } from "../../../src/channels/web/build/join-modules.ts";

const join = (files: Readonly<Record<string, string>>) =>
  joinModules("main.js", (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`no ${path}`);
    return text;
  });

describe("joining modules", () => {
  it("puts each behind those that it needs, once", () => {
    const joined = join({
      "main.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\na(b);\n',
      "a.js": 'import { b } from "./b.js";\nexport function a() {\n    return b;\n}\n',
      "b.js": 'import { c } from "../c.js";\nexport const b = c;\n',
      "../c.js": "export const c = 1;\nexport {};\n",
    });
    expect(joined).toBe("const c = 1;\nconst b = c;\nfunction a() {\nreturn b;\n}\na(b);\n");
  });

  it.each([
    [
      "two owners of a name",
      { "main.js": 'import { a } from "./a.js";\nfunction x() { }', "a.js": "const x = 1;" },
    ],
    [
      "a new name for an import",
      { "main.js": 'import { a as b } from "./a.js";', "a.js": "export const a = 1;" },
    ],
    ["an import of a package", { "main.js": 'import { z } from "zod";' }],
    ["another kind of export", { "main.js": "export default 1;" }],
  ])("refuses %s", (_what, files) => {
    expect(() => join(files)).toThrow(/cannot be joined|must not rename/u);
  });
});
