/** A real browser, as it is installed on this machine. */
import { accessSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** @throws Error that says how to install one */
export function openBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  const executablePath = [...(named ? [named] : PLACES)].find(isThere);
  if (!executablePath)
    throw new Error(
      "The web chat is tested in a real Chromium, and there is none here. Install it with `apt-get install chromium`, or say where it is with CHROMIUM_PATH=/path/to/chromium.",
    );
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

function isThere(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}
