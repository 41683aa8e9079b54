/** Makes a photo small enough to be sent; a telephone's are often larger than is taken. */

/** Letters on a sheet of paper stay readable. */
const LONGEST_SIDE = 2560;
const QUALITY = 0.85;

/** Undefined when it is none that this browser can read, or it stays too large. */
export async function fitPhoto(file: Blob, mostBytes: number): Promise<Blob | undefined> {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return undefined;
  try {
    const picture = await createImageBitmap(file);
    const share = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const smaller = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, "image/jpeg", QUALITY),
    );
    return smaller && smaller.size > 0 && smaller.size <= mostBytes ? smaller : undefined;
  } catch {
    return undefined;
  }
}
