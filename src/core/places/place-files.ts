/** The schemas of the files that officers keep about places: today's communes and where they came from, and offices. */
import { z } from "zod";
import { AREAS, isVerifiedAfterSource, lineOfText, provenanceFields } from "../knowledge/index.ts";

export const UNIT_KINDS = ["phuong", "xa", "dac-khu"] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** How many there are of each: Resolution 1669/NQ-UBTVQH15, Article 1. */
export const UNIT_COUNTS: Readonly<Record<UnitKind, number>> = { phuong: 45, xa: 67, "dac-khu": 2 };

const placeId = z.string({ error: "phải là chữ" }).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: "phải là chữ thường không dấu nối bằng gạch ngang",
});

const withKindWord = (words: string) =>
  lineOfText.regex(new RegExp(`^(${words}) \\S`, "u"), {
    error: `phải bắt đầu bằng ${words.replaceAll("|", ", ")}, ví dụ ${words.split("|")[0]} An Lão`,
  });

const district = withKindWord("quận|huyện|thị xã|thành phố");

/** Former communes of one former district; without `units` the whole district is meant. */
const formerUnits = {
  district,
  units: z
    .array(withKindWord("phường|xã|thị trấn"), { error: "phải là danh sách, ví dụ [xã An Thái, xã An Thọ]" })
    .min(1, { error: "để trống thì xóa dòng này" })
    .optional(),
};
const originSchema = z.strictObject(formerUnits);
export type Origin = z.infer<typeof originSchema>;

const unitSchema = z.strictObject({
  id: placeId,
  kind: z.enum(UNIT_KINDS, { error: "phải là phuong, xa hoặc dac-khu" }),
  name: lineOfText,
  /** The communes it was made of; absent where no source tells. */
  from: z.array(originSchema).min(1, { error: "chưa có nguồn thì xóa dòng này" }).optional(),
});
export type Unit = z.infer<typeof unitSchema>;

const verifiedAfterSource = { path: ["verifiedOn"], error: "sớm hơn ngày của nguồn (source.date)" };

export const unitsFileSchema = z
  .strictObject({
    ...provenanceFields,
    units: z.array(unitSchema),
    /** The former districts of each part of the city: fees told in person differ between the two. */
    areas: z.record(
      z.enum(AREAS, { error: "phải là hai-phong hoặc hai-duong" }),
      z.array(district, { error: "phải là danh sách, ví dụ [quận Lê Chân, huyện An Lão]" }),
      { error: "cần hai danh sách hai-phong và hai-duong" },
    ),
    /** Communes that were gone before `from` begins; only their district is known. */
    earlier: z.array(originSchema.required()).optional(),
  })
  .refine(isVerifiedAfterSource, verifiedAfterSource);
export type UnitsFile = z.infer<typeof unitsFileSchema>;

const aliases = z.array(lineOfText, { error: "phải là danh sách, ví dụ [sở y tế, ngành y]" }).optional();

const officeSchema = z.strictObject({ id: placeId, name: lineOfText, aliases });
const formerOfficeSchema = z.strictObject({
  name: lineOfText,
  aliases,
  /** The offices that do its work now. */
  today: z.array(placeId).min(1, { error: "cần ít nhất một mã cơ quan" }),
});
/** A part of a commune's authority, named before the commune: "công an phường An Biên". */
const bodySchema = z.strictObject({ name: lineOfText, aliases });

export const officesFileSchema = z
  .strictObject({
    ...provenanceFields,
    offices: z.array(officeSchema).min(1, { error: "cần ít nhất một cơ quan" }),
    former: z.array(formerOfficeSchema).optional(),
    bodies: z.array(bodySchema).optional(),
  })
  .refine(isVerifiedAfterSource, verifiedAfterSource);
export type OfficesFile = z.infer<typeof officesFileSchema>;

const contactSchema = z
  .strictObject({
    /** The commune whose Trung tâm Phục vụ hành chính công it is. */
    unit: placeId,
    address: lineOfText,
    phones: z
      .array(
        z.string({ error: "phải là chữ, nhớ đặt trong ngoặc kép" }).regex(/^0\d{2,4}([. ]?\d{2,4}){2,3}$/u, {
          error: 'phải là số điện thoại bắt đầu bằng 0, ví dụ "0225.3842.123"',
        }),
      )
      .optional(),
    ...provenanceFields,
  })
  .refine(isVerifiedAfterSource, verifiedAfterSource);
export type Contact = z.infer<typeof contactSchema>;

/** Addresses and numbers, each with a source of its own: what no source tells is not in it. */
export const contactsFileSchema = z.strictObject({ contacts: z.array(contactSchema) });
export type ContactsFile = z.infer<typeof contactsFileSchema>;
