/** Fills the places of the page's template. */
import { WAYS_ON } from "../../core/conversation/wording.ts";

export interface PageFilling {
  readonly cssVersion: string;
  readonly scriptVersion: string;
  /** In a frame of another page: without the title, which stands above the frame. */
  readonly isFramed: boolean;
  /** What Zalo wants to read in the head of the home page. */
  readonly zaloSiteVerification: string | undefined;
}

/** @throws Error when the template has a place that is not known */
export function fillPage(template: string, filling: PageFilling): string {
  const code = filling.zaloSiteVerification;
  const [call, portal] = WAYS_ON;
  const places: Readonly<Record<string, string>> = {
    css: `/page.css?v=${filling.cssVersion}`,
    script: `/page.js?v=${filling.scriptVersion}`,
    form: filling.isFramed ? "framed" : "whole",
    phone: call.phone,
    phoneLabel: call.label,
    portal: portal.url,
    portalLabel: portal.label,
    verification: code ? `<meta name="zalo-platform-site-verification" content="${escapeHtml(code)}" />` : "",
  };
  return template.replaceAll(/\{\{(\w+)\}\}/gu, (_place, name: string) => {
    const value = places[name];
    if (value === undefined) throw new Error(`The page has an unknown place: ${name}`);
    return value;
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
