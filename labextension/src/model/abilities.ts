import type { RoomState } from '../api/protocol';
import type { IRoomView } from './view';

/** What the candidate can do now; the server decides again when it is done. */
export interface IAbilities {
  /** The interview runs and this tab holds it. */
  readonly inRoom: boolean;
  readonly run: boolean;
  readonly examples: boolean;
  readonly submit: boolean;
  /** Hand in a cell of system design. */
  readonly check: boolean;
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

/** The steps of system design in which a cell is handed in. */
const HANDED_IN: ReadonlySet<string> = new Set(['estimation', 'design']);

/** Whether the interview is on system design: there is nothing to judge, and it goes in steps. */
export function isDesign(state: RoomState | null): boolean {
  return state?.interview.kind === 'system_design';
}

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
  const judged = open && !isDesign(state);
  return {
    inRoom: running && held,
    run: running && held,
    examples: judged && !state.judging,
    submit: judged && !state.judging,
    check: open && HANDED_IN.has(state.step?.step ?? ''),
    hint: open && state.phase === 'solving' && state.hintsLeft > 0,
    next: live && state.phase !== 'not_begun' && !state.judging,
    pause: live && state.canPause,
    end: live,
    chat: running && held
  };
}
