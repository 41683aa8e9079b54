/** Makes the files of the page that browsers load out of the compiled modules, the style and the template. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { joinModules, shrink } from "./join-modules.ts";

/** In this order: what comes later wins. */
const STYLES = ["colours-and-basics", "head", "talk", "composer", "screens"];

/**
 * @param source folder with index.html and the styles
 * @param compiled folder with the compiled modules, as the compiler left it; the page is written into it
 */
export function buildPage(source: string, compiled: string): void {
  const read = (path: string) => readFileSync(join(compiled, path), "utf8");
  const write = (name: string, text: string) => writeFileSync(join(compiled, name), text);
  const sourceOf = (name: string) => readFileSync(join(source, name), "utf8");
  const style = STYLES.map((name) => sourceOf(`style/${name}.css`)).join("");
  write("page.js", joinModules("main.js", read));
  // A plain script: it must not leave names in the page of others.
  write("widget.js", `(() => {\n"use strict";\n${joinModules("embed.js", read)}})();\n`);
  write("page.css", shrink(style.replaceAll(/\/\*[\s\S]*?\*\//gu, "")));
  write("index.html", shrink(sourceOf("index.html").replaceAll(/<!--[\s\S]*?-->/gu, "")));
}
