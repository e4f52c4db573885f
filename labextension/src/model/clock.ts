import type { IRoomView } from './view';

const ANNOUNCED = [600, 60];

/** The seconds that are left at `now` (milliseconds of the local clock), by the server's clock; null before it was heard. */
export function remainingSeconds(
  { state, stateAt }: Pick<IRoomView, 'state' | 'stateAt'>,
  now: number
): number | null {
  if (state === null) {
    return null;
  }
  const left = state.interview.remainingSeconds;
  const passed = state.clockRunning ? (now - stateAt) / 1000 : 0;
  return Math.max(0, left - passed);
}

/** The mark (10 minutes, 1 minute; in seconds) that was crossed on the way from `before` to `after`, if any. */
export function crossedMark(before: number, after: number): number | null {
  return ANNOUNCED.find(mark => before > mark && after <= mark) ?? null;
}

/** `m:ss`, or `h:mm:ss` from an hour on. */
export function formatClock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const pad = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${pad(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}
