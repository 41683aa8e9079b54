/** OFFICERS, knowledge: lists of procedures that come from outside, and what changed between two days. */
export { type DiffSettings, diffKnowledge } from "./diff-knowledge.ts";
export { readDirectorySnapshot } from "./directory-snapshot.ts";
export { type ImportSettings, importKnowledge } from "./import-knowledge.ts";
export { type Snapshot, snapshotName } from "./snapshot.ts";
