/** Part of the composition root: the commands of those who hand reports over. Loaded by these commands only. */
import { readFile, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { InputEnded } from "./channels/terminal/ask-lines.ts";
import { createSecretAsker, type SecretAsker } from "./channels/terminal/ask-secret.ts";
import { createProgress } from "./channels/terminal/show-progress.ts";
import { citizenOfToken } from "./channels/web/index.ts";
import type { Config } from "./config.ts";
import { type OfficersDesk, type PersonQuery, readTicketCode } from "./core/feedback/index.ts";
import { type KeyTerminal, newKey, readKeys, resealAll, showKey } from "./key-commands.ts";
import { bundleSha256, readBundle } from "./officers/handover/bundle.ts";
import {
  describeWritten,
  type ExportSettings,
  exportAgain,
  exportNew,
} from "./officers/handover/export-batch.ts";
import { writeBatch } from "./officers/handover/write-batch.ts";
import { listAudit, verifyLog } from "./officers/tickets/audit-report.ts";
import { importSheet } from "./officers/tickets/import-sheet.ts";
import { listTickets } from "./officers/tickets/list-tickets.ts";
import { erasePerson, findPerson } from "./officers/tickets/person-report.ts";
import { type FilterWords, readFilter } from "./officers/tickets/read-filter.ts";
import { refuseLarge } from "./officers/tickets/read-returned-sheet.ts";
import { openSealing } from "./open-sealing.ts";
import { type KeyPair, openSealed, SealingError } from "./sealing/index.ts";
import type { Terminal } from "./service-commands.ts";
import { openTicketDesk } from "./ticket-desk.ts";

const clock = () => Date.now();

/** What is asked for cannot be done as it was asked; the message says how to ask. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

interface ByOption {
  /** Who does it, for the log. */
  readonly by?: string;
}

interface KeyOptions {
  readonly key?: readonly string[];
  readonly passphraseFile?: string;
}

export interface ExportOptions extends FilterWords, KeyOptions, ByOption {
  readonly out?: string;
  readonly batch?: string;
  readonly sealed?: boolean;
}

/** `hoidap export` */
export function exportTickets(config: Config, terminal: Terminal, options: ExportOptions): Promise<number> {
  const filter = readFilter(options);
  const target = options.out ?? ".";
  const number = options.batch === undefined ? undefined : readNumber("--batch", options.batch);
  if (options.sealed && options.key)
    throw new CommandError("Chọn một: --sealed (giữ niêm phong) hoặc --key (mở ngay).");
  return withAsker(terminal, async (asker) => {
    // The key is asked for, and proved, before anything is touched.
    const keys = options.sealed ? undefined : await readGivenKeys(options, asker);
    return withDesk(config, async (desk) => {
      if (keys) await proveKeys(desk, keys);
      const settings: ExportSettings = {
        desk,
        actor: actorOf(options),
        clock,
        target,
        open: keys && openSealed(keys.map(({ identity }) => identity)),
        print: terminal.print,
        progress: createProgress(terminal.errorOutput),
      };
      try {
        return await (number === undefined ? exportNew(settings, filter) : exportAgain(settings, number));
      } catch (error) {
        if (!(error instanceof SealingError) || error.code !== "OTHER_KEY") throw error;
        terminal.warn(
          "Trong lô có phiếu niêm phong bằng khóa cũ. Không mất gì: hãy chạy lại kèm cả khóa cũ (--key <khóa mới> <khóa cũ>), lô này sẽ được làm nốt trước.",
        );
        throw error;
      }
    });
  });
}

/** `hoidap export open`: on the unit's own computer, without a database. */
export function openBundle(
  path: string,
  terminal: Terminal,
  options: KeyOptions & { readonly out?: string },
): Promise<number> {
  return withAsker(terminal, async (asker) => {
    const keys = await readGivenKeys(options, asker);
    const source = await readBundle(path);
    terminal.print(`SHA-256 của tệp lô (hãy đối chiếu với bên gửi): ${await bundleSha256(path)}`);
    const progress = createProgress(terminal.errorOutput)(path, source.batch.entries);
    const open = openSealed(keys.map(({ identity }) => identity));
    const written = await writeBatch(source, { target: options.out ?? ".", open, progress });
    terminal.print(describeWritten(written));
    return 0;
  });
}

/** `hoidap tickets` */
export function tickets(
  config: Config,
  terminal: Terminal,
  options: FilterWords & { readonly limit?: string },
): Promise<number> {
  const filter = readFilter(options);
  const limit = readNumber("--limit", options.limit ?? "50");
  return withDesk(config, (desk) => listTickets(desk, filter, limit, terminal.print));
}

/** `hoidap tickets import` */
export async function importTickets(
  path: string,
  config: Config,
  terminal: Terminal,
  options: ByOption & { readonly apply?: boolean; readonly skipBad?: boolean },
): Promise<number> {
  refuseLarge((await stat(path)).size);
  const bytes = await readFile(path);
  return withAsker(terminal, (asker) =>
    withDesk(config, (desk) =>
      importSheet(bytes, {
        desk,
        actor: actorOf(options),
        clock,
        print: terminal.print,
        confirm: async (question) => options.apply === true || (await confirm(asker, question)),
        skipsBad: options.skipBad === true,
      }),
    ),
  );
}

/** `hoidap audit verify` */
export function auditVerify(
  config: Config,
  terminal: Terminal,
  options: { readonly manifest?: string },
): Promise<number> {
  return withDesk(config, (desk) => verifyLog({ desk, print: terminal.print }, options.manifest));
}

/** `hoidap audit list` */
export function auditList(
  config: Config,
  terminal: Terminal,
  options: { readonly after?: string; readonly limit?: string },
): Promise<number> {
  const after = readNumber("--after", options.after ?? "0");
  const limit = readNumber("--limit", options.limit ?? "100");
  return withDesk(config, (desk) => listAudit({ desk, print: terminal.print }, after, limit));
}

export interface PersonOptions extends ByOption {
  readonly zalo?: string;
  readonly telegram?: string;
  readonly web?: string;
  readonly code?: string;
}

/** `hoidap privacy find` */
export function privacyFind(config: Config, terminal: Terminal, options: PersonOptions): Promise<number> {
  const person = readPerson(options);
  const actor = actorOf(options);
  return withDesk(config, (desk) => findPerson(person, { desk, actor, clock, print: terminal.print }));
}

/** `hoidap privacy erase` */
export function privacyErase(
  config: Config,
  terminal: Terminal,
  options: PersonOptions & { readonly yes?: boolean },
): Promise<number> {
  const person = readPerson(options);
  const actor = actorOf(options);
  return withAsker(terminal, (asker) =>
    withDesk(config, (desk) =>
      erasePerson(
        person,
        { desk, actor, clock, print: terminal.print },
        async (question) => options.yes === true || (await confirm(asker, question)),
      ),
    ),
  );
}

/** `hoidap keys new` */
export function keysNew(terminal: Terminal, options: { readonly out: string }): Promise<number> {
  return withKeyTerminal(terminal, (keyTerminal) => newKey(options.out, keyTerminal));
}

/** `hoidap keys show` */
export function keysShow(
  terminal: Terminal,
  options: { readonly key: string; readonly try?: boolean },
): Promise<number> {
  return withKeyTerminal(terminal, (keyTerminal) => showKey(options.key, options.try === true, keyTerminal));
}

/** `hoidap keys reseal` */
export function keysReseal(
  config: Config,
  terminal: Terminal,
  options: KeyOptions & ByOption,
): Promise<number> {
  return withAsker(terminal, async (asker) => {
    const oldKeys = await readGivenKeys(options, asker);
    return withDesk(config, async (desk) => {
      const recipients = await desk.recipients();
      if (!recipients) throw new CommandError((await openSealing(config, "refuse")).advice);
      terminal.print(`Niêm phong lại cho: ${recipients.join(", ")}`);
      return resealAll({
        desk,
        actor: actorOf(options),
        clock,
        print: terminal.print,
        recipients,
        oldKeys,
        progress: createProgress(terminal.errorOutput)("Đã xem", undefined),
      });
    });
  });
}

/**
 * One of the keys must be one that reports are sealed for now; where that is not known, one must open what was sealed
 * first. So a wrong key is refused before a batch is made.
 * @throws SealingError OTHER_KEY
 */
async function proveKeys(desk: OfficersDesk, keys: readonly KeyPair[]): Promise<void> {
  const recipients = await desk.recipients();
  if (recipients) {
    if (keys.some(({ recipient }) => recipients.includes(recipient))) return;
    throw new SealingError(
      "OTHER_KEY",
      `Tệp khóa này không phải khóa mà dịch vụ đang niêm phong (${recipients.map((one) => `${one.slice(0, 14)}…`).join(", ")}). Chưa lập lô nào. Hãy dùng đúng tệp khóa của đơn vị tiếp nhận.`,
    );
  }
  const [first] = await desk.sealed("", 1);
  if (first) await openSealed(keys.map(({ identity }) => identity))(first.sealed);
}

async function readGivenKeys(
  { key, passphraseFile }: KeyOptions,
  asker: SecretAsker,
): Promise<readonly KeyPair[]> {
  if (!key || key.length === 0)
    throw new CommandError(
      "Cần tệp khóa của đơn vị tiếp nhận: --key <tệp>. Trên máy chủ không có khóa, hãy dùng --sealed rồi mở ở máy của đơn vị.",
    );
  return readKeys(key, passphraseFile, asker);
}

function readPerson({ zalo, telegram, web, code }: PersonOptions): PersonQuery {
  const given = [zalo, telegram, web, code].filter((one) => one !== undefined);
  if (given.length !== 1)
    throw new CommandError(
      "Chọn đúng một: --zalo <id>, --telegram <id>, --web <mã phiên>, --code <mã phiếu>.",
    );
  if (zalo !== undefined) return { citizen: { channel: "zalo", id: zalo } };
  if (telegram !== undefined) return { citizen: { channel: "telegram", id: telegram } };
  if (web !== undefined) {
    const citizen = citizenOfToken(web);
    if (!citizen) throw new CommandError("Mã phiên của trang web gồm 43 ký tự; hãy chép lại đủ.");
    return { citizen };
  }
  const read = readTicketCode(code ?? "");
  if (!read) throw new CommandError("Mã phiếu không đúng dạng (gõ nhầm?). Ví dụ: K7RM-4XTA-9HCE");
  return { code: read };
}

function readNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new CommandError(`Sau ${option} phải là một số.`);
  return number;
}

function actorOf({ by }: ByOption): string {
  const name = (by ?? userInfo().username).replace(/\p{Cc}/gu, " ").trim();
  if (name === "" || name.length > 100)
    throw new CommandError("Sau --by là tên người làm, không quá 100 ký tự.");
  return name;
}

/** Nobody at the keyboard means no. */
async function confirm(asker: SecretAsker, question: string): Promise<boolean> {
  try {
    const answer = await asker.ask(`${question} (gõ “có” để đồng ý): `);
    return ["có", "co", "yes", "y"].includes(answer.trim().toLowerCase().normalize("NFC"));
  } catch (error) {
    if (error instanceof InputEnded) return false;
    throw error;
  }
}

async function withDesk(config: Config, work: (desk: OfficersDesk) => Promise<number>): Promise<number> {
  const { desk, close } = await openTicketDesk(config, clock);
  try {
    return await work(desk);
  } finally {
    await close();
  }
}

async function withAsker(
  { input, output, warn }: Terminal,
  work: (asker: SecretAsker) => Promise<number>,
): Promise<number> {
  const asker = createSecretAsker(input, output);
  try {
    return await work(asker);
  } catch (error) {
    if (!(error instanceof InputEnded)) throw error;
    warn("\nĐã dừng giữa chừng, chưa làm gì.");
    return 1;
  } finally {
    asker.close();
  }
}

function withKeyTerminal(
  terminal: Terminal,
  work: (keyTerminal: KeyTerminal) => Promise<number>,
): Promise<number> {
  return withAsker(terminal, (asker) => work({ print: terminal.print, asker }));
}
