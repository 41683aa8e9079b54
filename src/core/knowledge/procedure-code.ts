/** The national code of a procedure. */
import { z } from "zod";

export const procedureCode = z
  .string({ error: "phải là mã thủ tục đặt trong ngoặc kép, ví dụ “1.001193”" })
  .regex(/^\d\.\d{6}$/u, { error: "phải là mã thủ tục, một chữ số, dấu chấm và sáu chữ số: 1.001193" });
