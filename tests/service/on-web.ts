/** A citizen at the web chat, as the page speaks to the service. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Button } from "../../src/core/conversation/index.ts";

export interface WebReply {
  readonly id: number;
  readonly text: string;
  readonly buttons: readonly Button[];
}

export interface WebCitizen {
  /** Sends and waits for what is said to it, one part or more. */
  ask(text: string, payload?: string): Promise<readonly WebReply[]>;
  /** The status with which a message was taken. */
  send(text: string, payload?: string): Promise<number>;
  replies(): Promise<readonly WebReply[]>;
  /** Waits for what is said next. */
  hears(): Promise<readonly WebReply[]>;
  /** The status with which a file was taken. */
  sendFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<number>;
}

export function citizenOnWeb(url: string): WebCitizen {
  const headers = {
    authorization: `Bearer ${randomBytes(32).toString("base64url")}`,
    "content-type": "application/json",
  };
  let after = 0;

  const send: WebCitizen["send"] = async (text, payload) => {
    const body = JSON.stringify({ id: randomUUID(), text, ...(payload !== undefined && { payload }) });
    const response = await fetch(`${url}/web/messages`, { method: "POST", headers, body });
    await response.arrayBuffer();
    return response.status;
  };

  const replies = async () => {
    const response = await fetch(`${url}/web/replies?after=${after}`, { headers });
    const found = ((await response.json()) as { replies: WebReply[] }).replies;
    after = found.at(-1)?.id ?? after;
    return found;
  };

  const hears = async () => {
    for (;;) {
      const found = await replies();
      if (found.length > 0) return found;
    }
  };

  return {
    send,
    replies,
    hears,
    sendFile: async (name, body) => {
      const { status } = await fetch(`${url}/web/files`, {
        method: "POST",
        body,
        headers: {
          authorization: headers.authorization,
          "x-file-id": randomBytes(15).toString("base64url"),
          "x-file-name": encodeURIComponent(name),
        },
      });
      return status;
    },
    ask: async (text, payload) => {
      const status = await send(text, payload);
      if (status !== 202) throw new Error(`the message was answered ${status}`);
      return hears();
    },
  };
}
