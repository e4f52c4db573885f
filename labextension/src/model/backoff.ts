const FIRST_MS = 500;
const CEILING_MS = 15_000;

/**
 * How long to wait before attempt `attempt` (from 0), in milliseconds: doubling up to a ceiling, and a random half of it, so
 * that the clients of a server that restarts do not all come back in the same moment.
 */
export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(CEILING_MS, FIRST_MS * 2 ** attempt);
  return full / 2 + (random() * full) / 2;
}
