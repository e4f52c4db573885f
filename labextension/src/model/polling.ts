const FIRST_MS = 3_000;
const CEILING_MS = 30_000;

/**
 * How long to wait before asking again, in milliseconds: soon after something changed, ever longer while nothing does or no
 * answer comes.
 */
export function nextWait(before: number | null, changed: boolean): number {
  return changed || before === null
    ? FIRST_MS
    : Math.min(CEILING_MS, before * 2);
}
