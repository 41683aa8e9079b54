/** A list of the directory, as it is kept in `knowledge/directory`, in the form in which days are compared. */
import { readSheetRecords } from "./read-sheet-records.ts";
import { type Snapshot, toSnapshot } from "./snapshot.ts";

/** @throws SheetUnreadable when it has no columns for code and name */
export async function readDirectorySnapshot(
  bytes: Uint8Array,
  { title, date }: { readonly title: string; readonly date: string },
): Promise<Snapshot> {
  const read = await readSheetRecords(bytes);
  const about = { date, source: title, importedOn: date, isWhole: true };
  return { ...toSnapshot(read, about), layout: "directory" };
}
