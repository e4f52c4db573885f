import type { IRoomView } from './view';

/** What the candidate can do now; the server decides again when it is done. */
export interface IAbilities {
  /** The interview runs and this tab holds it. */
  readonly inRoom: boolean;
  readonly run: boolean;
  readonly examples: boolean;
  readonly submit: boolean;
  readonly hint: boolean;
  readonly next: boolean;
  readonly pause: boolean;
  readonly end: boolean;
  readonly chat: boolean;
}

export const RUNNING: ReadonlySet<string> = new Set([
  'created',
  'in_progress',
  'interrupted'
]);

/** What `view` allows. While reconnecting, what the outbox can hold for later is allowed; moves of the interview are not. */
export function abilitiesOf(view: IRoomView): IAbilities {
  const { state, link } = view;
  const running =
    state !== null &&
    RUNNING.has(state.interview.state) &&
    state.phase !== 'ended';
  const held = link === 'live' || link === 'reconnecting';
  const live = running && link === 'live';
  const open = live && state.question !== null && state.phase !== 'between';
  return {
    inRoom: running && held,
    run: running && held,
    examples: open && !state.judging,
    submit: open && !state.judging,
    hint: open && state.phase === 'solving' && state.hintsLeft > 0,
    next: live && state.phase !== 'not_begun' && !state.judging,
    pause: live && state.canPause,
    end: live,
    chat: running && held
  };
}
