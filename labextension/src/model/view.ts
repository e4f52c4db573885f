import type {
  Cell,
  ErrorBody,
  Judgement,
  RoomState,
  SubmissionCreated
} from '../api/protocol';

/**
 * Where the channel stands.
 *
 * `elsewhere`: the join was refused, another tab holds the room. `lost`: another tab took the room from this one. `closed`:
 * over, by our own wish or because the server refused for good.
 */
export type Link =
  | 'idle'
  | 'connecting'
  | 'live'
  | 'reconnecting'
  | 'elsewhere'
  | 'lost'
  | 'closed';

/** A line of the conversation that the interviewer or the candidate wrote, or a thing that happened. */
export type Entry = {
  readonly seq: number;
  readonly at: string;
} & (
  | {
      readonly type: 'turn';
      readonly by: 'candidate' | 'interviewer';
      readonly text: string;
      readonly intent: string;
    }
  | { readonly type: 'hint'; readonly level: number; readonly text: string }
  | { readonly type: 'posted'; readonly number: number; readonly title: string }
  | {
      readonly type: 'judged';
      readonly purpose: Purpose;
      readonly judgement: Judgement;
    }
);

export type Purpose = SubmissionCreated['purpose'];

/** What the candidate typed and the log does not hold yet. */
export interface IEcho {
  /** The id of its frame. */
  readonly id: string;
  readonly text: string;
  readonly status: 'sending' | 'sent' | 'failed';
  /** Why it failed, for the candidate. */
  readonly reason: string | null;
}

export interface ISubmission {
  readonly id: string;
  readonly seq: number;
  readonly questionId: string;
  readonly cellId: string;
  readonly purpose: Purpose;
  /** In the queue for the judge, from 1; 0 when it is being judged, or was, or when its place is not known. */
  readonly place: number;
  readonly done: number;
  /** 0 while unknown. */
  readonly total: number;
  readonly judgement: Judgement | null;
}

/** A cell of the log and its place in it: by event, then by position within the event. */
export interface IPlacedCell {
  readonly seq: number;
  readonly index: number;
  /** Null for a cell of the report, which is no event's. */
  readonly eventId: string | null;
  readonly cell: Cell;
}

/** All that the widgets show of a room. Immutable: every change is a new value. */
export interface IRoomView {
  readonly link: Link;
  readonly state: RoomState | null;
  /** When `state` came, in milliseconds of the local clock. */
  readonly stateAt: number;
  /** The highest sequence number seen; the next join replays what follows it. */
  readonly lastSeq: number;
  readonly seen: ReadonlySet<number>;
  readonly entries: readonly Entry[];
  readonly echoes: readonly IEcho[];
  /** What the interviewer is saying, not committed yet. */
  readonly provisional: string;
  /** In the order of the log. */
  readonly submissions: readonly ISubmission[];
  readonly cells: readonly IPlacedCell[];
  /** What a server said that had to leave the room to another one. */
  readonly moved: string | null;
  /** The last refusal that nothing else shows. */
  readonly error: ErrorBody | null;
}

export const EMPTY_VIEW: IRoomView = {
  link: 'idle',
  state: null,
  stateAt: 0,
  lastSeq: 0,
  seen: new Set(),
  entries: [],
  echoes: [],
  provisional: '',
  submissions: [],
  cells: [],
  moved: null,
  error: null
};
