/** The classifiers that can be measured, by name; each is loaded only when it is asked for. */
import { fold } from "../folding.ts";
import type { IntentPeer } from "./intent-peer.ts";

type Make = () => Promise<IntentPeer>;

export const intentPeers: Readonly<Record<string, Make>> = {
  "nlp.js": async () => (await import("./nlpjs.ts")).nlpJsPeer(),
  "nlp.js+fold": async () => (await import("./nlpjs.ts")).nlpJsPeer(fold),
  "natural-bayes": async () => (await import("./natural.ts")).naturalBayesPeer(),
  "natural-lr": async () => (await import("./natural.ts")).naturalLogisticRegressionPeer(),
};
