/** The files of the page as the build left them, ready to be sent: named by their content, and pressed once. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** Something that is sent as it is. */
export interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly br: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
}

export interface PageAssets {
  /** With places such as `{{css}}` that are filled when the service starts. */
  readonly template: string;
  readonly css: Asset;
  readonly script: Asset;
  readonly widget: Asset;
}

/**
 * Reads the built page.
 * @param folder where the build left it; beside this file when not given
 * @throws Error when the page was not built
 */
export function readPageAssets(folder: URL = new URL("page/", import.meta.url)): PageAssets {
  const read = (name: string) => {
    try {
      return readFileSync(new URL(name, folder), "utf8");
    } catch (error) {
      throw new Error("The web page is not built yet: run `npm run build`.", { cause: error });
    }
  };
  return {
    template: read("index.html"),
    css: makeAsset("text/css; charset=utf-8", read("page.css")),
    script: makeAsset("text/javascript; charset=utf-8", read("page.js")),
    widget: makeAsset("text/javascript; charset=utf-8", read("widget.js")),
  };
}

export function makeAsset(type: string, text: string): Asset {
  const plain = new TextEncoder().encode(text);
  const hash = createHash("sha256").update(plain).digest("base64url").slice(0, 12);
  return {
    type,
    etag: `"${hash}"`,
    plain,
    br: new Uint8Array(brotliCompressSync(plain)),
    gzip: new Uint8Array(gzipSync(plain, { level: 9 })),
  };
}

/** What stands in an address, so that a changed file has another one. */
export function versionOf(asset: Asset): string {
  return asset.etag.slice(1, -1);
}
