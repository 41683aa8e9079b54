/** The part of nlp.js that the bench calls, so that the check of types does not need the peer installed. */
declare module "node-nlp" {
  class NlpManager {
    constructor(settings: {
      languages: string[];
      forceNER: boolean;
      autoSave: boolean;
      autoLoad: boolean;
      nlu: { log: boolean };
    });
    addDocument(language: string, utterance: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, utterance: string): Promise<{ intent: string }>;
  }
  const nodeNlp: { NlpManager: typeof NlpManager };
  export = nodeNlp;
}
