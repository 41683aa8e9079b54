/** Entries in the terms of Open311 GeoReport v2, so that another system can take them over. */
import { CATEGORY_LABELS, STATUS_LABELS } from "../../core/feedback/index.ts";
import { batchName, CHANNEL_LABELS, ERASED, FOLLOW_UP_LABELS, followUpText } from "./columns.ts";
import type { HandedEntry } from "./handed-entry.ts";
import { isoInVietnam } from "./moment.ts";

/** A service request. What Open311 has no field for is in `extended_attributes`. */
export function serviceRequest(row: HandedEntry) {
  const report = row.entry?.kind === "report" ? row.entry.report : undefined;
  return {
    service_request_id: row.code,
    // Open311 knows open and closed; the closer status is in the notes.
    status: "open",
    status_notes: STATUS_LABELS["handed-over"],
    service_code: row.category,
    service_name: CATEGORY_LABELS[row.category],
    description: report?.story ?? ERASED,
    agency_responsible: null,
    service_notice: null,
    requested_datetime: isoInVietnam(row.filedAt),
    updated_datetime: isoInVietnam(row.handedOverAt),
    expected_datetime: null,
    // A report is about an office, not about a place on the map.
    address: null,
    address_id: null,
    zipcode: null,
    lat: null,
    long: null,
    media_url: row.files[0]?.path ?? null,
    extended_attributes: {
      batch: batchName(row.batch),
      channel: CHANNEL_LABELS[row.channel],
      kind: report?.kind ?? null,
      reported_agency: report?.office ?? null,
      reported_agency_name: report?.officeName ?? null,
      reported_agency_id: report?.officeId ?? null,
      happened: report?.happened ?? null,
      dossier: report?.dossier ?? null,
      contact: report?.contact ?? null,
      consent_datetime: report ? isoInVietnam(report.consentAt) : null,
      consent_version: report?.consentVersion ?? null,
      media_urls: row.files.map(({ path }) => path),
    },
  };
}

/** A service request update, as FixMyStreet has added them to Open311. */
export function serviceRequestUpdate(row: HandedEntry) {
  return {
    service_request_id: row.code,
    updated_datetime: isoInVietnam(row.at),
    update_type: row.kind,
    update_type_name: FOLLOW_UP_LABELS[row.kind],
    description: followUpText(row) ?? "",
    media_url: row.files[0]?.path ?? null,
    extended_attributes: { batch: batchName(row.batch), media_urls: row.files.map(({ path }) => path) },
  };
}
