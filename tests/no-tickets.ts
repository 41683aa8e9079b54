/** A house that takes no reports: for tests of everything else. */

import type { TicketStore } from "../src/core/feedback/index.ts";
import { drawCodes } from "../src/draw-codes.ts";

const tickets: TicketStore = { look: async () => ({ kind: "unavailable" }) };

export const NO_TICKETS = { tickets, sealer: undefined, draw: drawCodes, notKept: () => undefined };

/** And no files. */
export const NO_FILES = {
  keepUpload: async () => ({ kind: "refused", reason: "closed" }) as const,
  passing: { take: () => undefined },
};
