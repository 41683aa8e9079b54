/** The one file of natural that is used, by its sub-path: the package's index loads database drivers and reads `.env`. */
declare module "natural/lib/natural/classifiers/bayes_classifier.js" {
  class BayesClassifier {
    /** @param smoothing what an unseen feature counts; the default of 1 favours small classes */
    constructor(stemmer?: unknown, smoothing?: number);
    /** The texts it learned from; not needed for classifying. */
    docs: unknown[];
    /** Given tokens, it neither tokenises nor stems. An empty list is dropped without a word. */
    addDocument(tokens: readonly string[], label: string): void;
    train(): void;
    getClassifications(tokens: readonly string[]): { label: string; value: number }[];
    static restore(stored: unknown): BayesClassifier;
  }
  export = BayesClassifier;
}
