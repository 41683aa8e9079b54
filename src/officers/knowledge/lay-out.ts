/** Lays drawings out with Graphviz, which runs here as WebAssembly: nothing has to be installed on the officer's computer. */
import { instance } from "@viz-js/viz";
import type { LayOut } from "./graph.ts";

/** Loading it takes a moment; laying out a drawing some milliseconds. */
export async function createLayOut(): Promise<LayOut> {
  const graphviz = await instance();
  return (dot) => graphviz.renderString(dot, { format: "svg", engine: "dot" });
}
