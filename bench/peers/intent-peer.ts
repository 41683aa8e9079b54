/** What the bench asks of a classifier of intents, ours and the others alike. */

export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

export interface IntentPeer {
  readonly name: string;
  train(examples: readonly LabelledText[]): Promise<void> | void;
  classify(text: string): Promise<string> | string;
}
