/** Before any test runs: the bot learns from the content, and a PostgreSQL stands for all who need one. */
import { sharePostgres } from "./contracts/a-postgres.ts";
import { realBrain } from "./real-brain.ts";

export async function setup(): Promise<() => Promise<void>> {
  const [endPostgres] = await Promise.all([sharePostgres(), realBrain()]);
  return endPostgres;
}
