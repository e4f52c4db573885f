import type {
  Cell,
  EventData,
  InterviewSummary,
  RoomState,
  ServerFrame
} from '../src/api/protocol';
import type { ISocket } from '../src/model/connection';
import type { IClientFrame, IOutboxStore } from '../src/model/outbox';

/** The server's end of a channel: records what it was sent, says what a test tells it to. */
export class FakeSocket implements ISocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  readonly received: IClientFrame[] = [];

  send(text: string): void {
    this.received.push(JSON.parse(text) as IClientFrame);
  }

  close(): void {
    this.closed = true;
  }

  say(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** Accept the connection, and the join that follows. */
  accept(state: RoomState = roomState()): void {
    this.onopen?.();
    this.say({
      event: 'interview:state',
      data: state,
      id: this.last('interview:join').id
    });
  }

  last(event: string): IClientFrame {
    const found = this.all(event).pop();
    if (found === undefined) {
      throw new Error(`no ${event} was sent`);
    }
    return found;
  }

  all(event: string): IClientFrame[] {
    return this.received.filter(frame => frame.event === event);
  }
}

/** A store that a page which was reloaded would find again. */
export class MemoryStore implements IOutboxStore {
  private frames: readonly IClientFrame[] = [];
  load = (): readonly IClientFrame[] => this.frames;
  save = (frames: readonly IClientFrame[]): void => {
    this.frames = frames;
  };
}

export function summary(
  changes: Partial<InterviewSummary> = {}
): InterviewSummary {
  return {
    id: 'i-1',
    kind: 'dsa',
    language: 'python',
    state: 'in_progress',
    sandboxed: true,
    createdAt: '2026-01-01T10:00:00Z',
    endedAt: null,
    durationSeconds: 2700,
    remainingSeconds: 2000,
    pauseExpiresAt: null,
    questionCount: 2,
    questionsClosed: 0,
    questionsAccepted: 0,
    titles: [],
    notebookPath: 'interviews/a.ipynb',
    transcriptPath: null,
    kernelName: 'interview-python',
    ...changes
  };
}

export function roomState(changes: Partial<RoomState> = {}): RoomState {
  return {
    interview: summary(),
    phase: 'solving',
    question: {
      questionId: 'two-sum',
      number: 1,
      title: 'Two Sum',
      attempts: 0,
      hintsGiven: 0
    },
    step: null,
    stepsClosed: 0,
    clockRunning: true,
    serverTime: '2026-01-01T10:10:00Z',
    canPause: false,
    hintsLeft: 3,
    judging: false,
    watch: { recorded: false, focusLost: 0, pastes: 0, extensions: [] },
    lastSeq: 0,
    ...changes
  };
}

export function cell(id: string, role: Cell['role'] = 'question'): Cell {
  return {
    id,
    cellType: role === 'starter' ? 'code' : 'markdown',
    role,
    source: `# ${id}`,
    editable: role === 'starter'
  };
}

const FRAME_OF: Readonly<Record<string, ServerFrame['event']>> = {
  'question.posted': 'interview:question',
  'submission.created': 'code:running',
  'submission.judged': 'code:result'
};

export function eventFrame(
  seq: number,
  kind: string,
  payload: Record<string, unknown>,
  cells: Cell[] = []
): ServerFrame {
  const data: EventData = {
    eventId: `e-${seq}`,
    kind,
    actor: kind === 'turn.candidate' ? 'candidate' : 'interviewer',
    at: '2026-01-01T10:10:00Z',
    payload,
    cells
  };
  return { event: FRAME_OF[kind] ?? 'interview:response', data, seq };
}
