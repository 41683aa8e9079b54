/** The search engines that can be measured, by name; each is loaded only when it is asked for. */
import { ourFolding } from "../folding.ts";
import type { SearchPeer } from "./search-peer.ts";

type Make = () => Promise<SearchPeer>;

export const searchPeers: Readonly<Record<string, Make>> = {
  minisearch: async () => (await import("./minisearch.ts")).miniSearchPeer(),
  "minisearch+fold": async () => (await import("./minisearch.ts")).miniSearchPeer(ourFolding),
  orama: async () => (await import("./orama.ts")).oramaPeer(),
  "orama+fold": async () => (await import("./orama.ts")).oramaPeer(ourFolding),
  flexsearch: async () => (await import("./flexsearch.ts")).flexSearchPeer(),
  "flexsearch+fold": async () => (await import("./flexsearch.ts")).flexSearchPeer(ourFolding),
  "flexsearch+fold+context": async () => (await import("./flexsearch.ts")).flexSearchPeer(ourFolding, true),
  lunr: async () => (await import("./lunr.ts")).lunrPeer(),
  "lunr+fold": async () => (await import("./lunr.ts")).lunrPeer(ourFolding),
  fts5: async () => (await import("./fts5.ts")).fts5Peer(),
  "fts5+fold": async () => (await import("./fts5.ts")).fts5Peer(ourFolding),
};
