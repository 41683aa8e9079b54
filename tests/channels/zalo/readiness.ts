/** What the service says of itself to those who run it. */

export interface SaidCheck {
  readonly name: string;
  readonly state: string;
  readonly advice: string;
}

export async function readiness(
  url: string,
): Promise<{ readonly status: number; readonly zalo: SaidCheck | undefined }> {
  const response = await fetch(`${url}/readyz`);
  const { checks } = (await response.json()) as { checks: readonly SaidCheck[] };
  return { status: response.status, zalo: checks.find(({ name }) => name === "Zalo") };
}
