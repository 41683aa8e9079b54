/** Loaded into a measured process: tells at its end how much memory it held. */
process.on("exit", () => process.stderr.write(`RSS ${process.memoryUsage().rss}\n`));
