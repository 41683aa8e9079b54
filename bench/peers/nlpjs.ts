/** nlp.js as a peer: its `vi`, which is its general tokenizer without a stemmer, as it comes. */
import nodeNlp from "node-nlp";
import type { IntentPeer } from "./intent-peer.ts";

export function nlpJsPeer(fold?: (text: string) => string): IntentPeer {
  const manager = new nodeNlp.NlpManager({
    languages: ["vi"],
    forceNER: false,
    autoSave: false,
    autoLoad: false,
    nlu: { log: false },
  });
  const write = fold ?? ((text: string) => text);
  return {
    name: fold ? "nlp.js+fold" : "nlp.js",
    train: async (examples) => {
      for (const { text, label } of examples) manager.addDocument("vi", write(text), label);
      await manager.train();
    },
    classify: async (text) => (await manager.process("vi", write(text))).intent,
  };
}
