/** Learns from the content before any test runs, so that the tests that need it find it learned. */
import { realBrain } from "./real-brain.ts";

export async function setup(): Promise<void> {
  await realBrain();
}
