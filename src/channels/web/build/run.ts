/** The last step of `npm run build`: puts the page beside the compiled server. */
import { fileURLToPath } from "node:url";
import { buildPage } from "./build-page.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
buildPage(here("../../../../src/channels/web/page"), here("../page"));
