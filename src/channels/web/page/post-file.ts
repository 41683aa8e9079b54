/** Sends one file, and tells how far it is. */
import { readWhy, type Sending } from "./call-service.ts";

const FILE_PATIENCE_MS = 110_000;
const NO_LINE = "Chưa gửi được tệp. Anh/chị kiểm tra mạng rồi bấm Gửi lại.";
const FILE_REFUSED = "Tệp này không gửi được.";

/** Never throws. @param progress called with whole percents */
export function postFile(
  file: Blob,
  id: string,
  name: string,
  token: string,
  progress: (percent: number) => void,
): Promise<Sending> {
  return new Promise((resolve) => {
    // fetch does not tell how much has gone.
    const request = new XMLHttpRequest();
    const fail = () => resolve({ kind: "later", afterMs: undefined, why: NO_LINE });
    request.open("POST", "/web/files");
    request.timeout = FILE_PATIENCE_MS;
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-file-id", id);
    request.setRequestHeader("x-file-name", encodeURIComponent(name.slice(0, 200)));
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      if (total > 0) progress(Math.floor((100 * loaded) / total));
    });
    request.addEventListener("error", fail);
    request.addEventListener("timeout", fail);
    request.addEventListener("abort", fail);
    request.addEventListener("load", () => {
      const { status } = request;
      if (status >= 200 && status < 300) return resolve({ kind: "taken" });
      const why = readWhy(request.responseText) || (status >= 500 ? NO_LINE : FILE_REFUSED);
      resolve(
        status === 429 || status >= 500
          ? { kind: "later", afterMs: undefined, why }
          : { kind: "refused", why },
      );
    });
    request.send(file);
  });
}
