import { describe, expect, it, onTestFinished } from "vitest";
import { loadContent, watchContent } from "../../src/content/index.ts";
import { contentFolder, topicText } from "./content-folder.ts";

const TOPIC = "knowledge/portal/cong.md";

/** Resolves at the next change that is told. */
async function watchedFolder() {
  const folder = await contentFolder({ [TOPIC]: topicText("cong") });
  let tell = () => {};
  let told = 0;
  const watch = watchContent(folder.root, () => {
    told += 1;
    tell();
  });
  onTestFinished(() => watch.close());
  await watch.ready;
  const nextChange = () =>
    new Promise<void>((resolve) => {
      tell = resolve;
    });
  return { ...folder, nextChange, timesTold: () => told, close: () => watch.close() };
}

describe("a watched folder", () => {
  it("tells of a changed, a new and a removed file, which are then read", async () => {
    const { root, write, remove, nextChange } = await watchedFolder();
    const titles = async () => [...(await loadContent(root)).knowledge.values()].map(({ title }) => title);

    let change = nextChange();
    await write(TOPIC, topicText("cong").replace('"Cổng cong"', '"Cổng mới"'));
    await change;
    expect(await titles()).toEqual(["Cổng mới"]);

    change = nextChange();
    await write("knowledge/portal/trang.md", topicText("trang"));
    await change;
    expect(await titles()).toEqual(["Cổng mới", "Cổng trang"]);

    change = nextChange();
    await remove(TOPIC);
    await change;
    expect(await titles()).toEqual(["Cổng trang"]);
  });

  it("tells of a burst of changes once", async () => {
    const { write, nextChange, timesTold } = await watchedFolder();
    const change = nextChange();
    await Promise.all(["a", "b", "c", "d"].map((id) => write(`knowledge/portal/${id}.md`, topicText(id))));
    await change;
    expect(timesTold()).toBe(1);
  });

  it("tells nothing once it is closed", async () => {
    const { write, close, timesTold } = await watchedFolder();
    const other = await watchedFolder();
    await close();
    await write(TOPIC, "x");
    // Another folder's change, made later, is told: by then this one's would have been.
    const change = other.nextChange();
    await other.write(TOPIC, "x");
    await change;
    expect(timesTold()).toBe(0);
  });
});
