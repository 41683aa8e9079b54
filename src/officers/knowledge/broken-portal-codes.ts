/** Codes under which the portal is known to show the page of another procedure. Data, with the reason. */

/**
 * On 2026-06-10 all of them showed “Hỗ trợ phát triển sản xuất cộng đồng” or one decision of Hà Tĩnh. Whoever has seen
 * that the portal shows the right page under a code takes it out of this list.
 */
export const BROKEN_PORTAL_CODES: ReadonlySet<string> = new Set([
  "1.002544",
  "1.014208",
  "2.001428",
  "2.001709",
  "3.000224",
  "3.000226",
  "3.000243",
  "3.000244",
  "3.000246",
  "3.000272",
  "3.000274",
  "3.000283",
  "3.000284",
  "3.000285",
  "3.000286",
  "3.000331",
  "3.000332",
]);

export const BROKEN_REASON =
  "Cổng được biết là hiện trang của thủ tục khác dưới mã này; xin mở Cổng xem rồi viết tay";
