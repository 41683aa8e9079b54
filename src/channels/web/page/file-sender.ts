/** Photos and files: chosen, sent one after the other, and again when the citizen says so. They live in this page only. */
import { FILE_BYTES_MAX, FILES_ACCEPTED, FILES_MAX } from "../contract.ts";
import { makeId } from "./chance.ts";
import { find } from "./find-element.ts";
import { fitPhoto } from "./fit-photo.ts";
import type { SendState } from "./history.ts";
import { postFile } from "./post-file.ts";

export interface FileSender {
  /** Shows the button, or takes it away. */
  offer(isWelcome: boolean): void;
  /** Whether this page still has the file and may try it once more. */
  canRetry(id: string): boolean;
  retry(id: string): void;
  /** Nothing is sent any more. */
  forget(): void;
}

export interface FileSenderPorts {
  readonly token: () => string;
  readonly add: (id: string, name: string) => void;
  readonly report: (id: string, state: SendState, note: string) => void;
  readonly say: (text: string) => void;
}

const TOO_LARGE = "Tệp lớn hơn 5 MB. Anh/chị chọn ảnh nhỏ hơn, hoặc chia thành nhiều tệp ạ.";
const NAME_SHOWN = 24;
const FILE_EMPTY = "Tệp này trống. Anh/chị kiểm tra rồi gửi lại ạ.";

interface ChosenFile {
  readonly id: string;
  readonly file: File;
}

export function openFileSender({ token, add, report, say }: FileSenderPorts): FileSender {
  const place = find("files");
  const input = find<HTMLInputElement>("file-input");
  const waiting: ChosenFile[] = [];
  const failed = new Map<string, ChosenFile>();
  let isSending = false;

  input.accept = FILES_ACCEPTED;
  find("choose-files").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const chosen = [...(input.files ?? [])];
    // The same file can be chosen once more.
    input.value = "";
    for (const file of chosen.slice(0, FILES_MAX)) {
      const one = { id: makeId(), file };
      add(one.id, file.name);
      waiting.push(one);
    }
    const rest = chosen.length - FILES_MAX;
    if (rest > 0) {
      const id = makeId();
      add(id, rest === 1 ? (chosen[FILES_MAX]?.name ?? "") : `${rest} tệp còn lại`);
      report(id, "refused", `Mỗi lần gửi tối đa ${FILES_MAX} tệp. Anh/chị gửi tiếp ở lần sau ạ.`);
    }
    void sendAll();
  });

  const sendAll = async () => {
    if (isSending) return;
    isSending = true;
    for (let one = waiting.shift(); one; one = waiting.shift()) await sendFile(one);
    isSending = false;
  };

  const sendFile = async (one: ChosenFile) => {
    const { id, file } = one;
    const refuse = (why: string) => {
      report(id, "refused", why);
      // The reason stands beneath the file; here it would leave no room for anything else.
      say(`Chưa gửi được tệp “${shortName(file.name)}”. Lý do ghi ngay dưới tệp.`);
    };
    if (file.size === 0) return refuse(FILE_EMPTY);
    const body = file.size > FILE_BYTES_MAX ? await fitPhoto(file, FILE_BYTES_MAX) : file;
    if (!body) return refuse(TOO_LARGE);
    const name = body === file ? file.name : file.name.replace(/\.\w+$/, ".jpg");
    const sending = await postFile(body, id, name, token(), (percent) =>
      report(id, "sending", `Đang gửi ${percent}%`),
    );
    if (sending.kind === "taken") return report(id, "sent", body === file ? "" : "Đã gửi (ảnh được thu nhỏ)");
    if (sending.kind === "later") failed.set(id, one);
    refuse(sending.why);
  };

  return {
    offer: (isWelcome) => {
      place.hidden = !isWelcome;
    },
    canRetry: (id) => failed.has(id),
    retry: (id) => {
      const one = failed.get(id);
      if (!one) return;
      failed.delete(id);
      report(id, "sending", "Đang chờ gửi…");
      waiting.push(one);
      void sendAll();
    },
    forget: () => {
      waiting.length = 0;
      failed.clear();
    },
  };
}

function shortName(name: string): string {
  return name.length <= NAME_SHOWN ? name : `${name.slice(0, NAME_SHOWN - 1)}…`;
}
