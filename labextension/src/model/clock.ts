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
  const passed = passedSince(state.clockRunning, stateAt, now);
  return Math.max(0, state.interview.remainingSeconds - passed);
}

/** The seconds left of the open step's share of the time, below 0 when it is used up; null when no step is open. */
export function stepSeconds(
  { state, stateAt }: Pick<IRoomView, 'state' | 'stateAt'>,
  now: number
): number | null {
  if (!state?.step) {
    return null;
  }
  return state.step.secondsLeft - passedSince(state.clockRunning, stateAt, now);
}

function passedSince(running: boolean, at: number, now: number): number {
  return running ? (now - at) / 1000 : 0;
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
