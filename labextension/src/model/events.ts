import type {
  CandidateTurn,
  EventData,
  HintGiven,
  InterviewerTurn,
  Progress,
  QuestionPosted,
  Queued,
  SubmissionCreated,
  SubmissionJudged
} from '../api/protocol';
import type { Entry, IPlacedCell, IRoomView, ISubmission } from './view';

/** The payload as its kind says it is: the server validated it against the class of that name. */
function payload<T>(event: EventData): T {
  return event.payload as unknown as T;
}

/** What an event adds to the conversation, if anything. */
function entryOf(
  event: EventData,
  seq: number,
  submissions: readonly ISubmission[]
): Entry | null {
  const base = { seq, at: event.at };
  switch (event.kind) {
    case 'turn.candidate': {
      const { text } = payload<CandidateTurn>(event);
      return { ...base, type: 'turn', by: 'candidate', text, intent: '' };
    }
    case 'turn.interviewer': {
      const { text, intent } = payload<InterviewerTurn>(event);
      return { ...base, type: 'turn', by: 'interviewer', text, intent };
    }
    case 'hint.given': {
      const { level, text } = payload<HintGiven>(event);
      return { ...base, type: 'hint', level, text };
    }
    case 'question.posted': {
      const { number, title } = payload<QuestionPosted>(event);
      return { ...base, type: 'posted', number, title };
    }
    case 'submission.judged': {
      const { submissionId, judgement } = payload<SubmissionJudged>(event);
      const purpose =
        submissions.find(({ id }) => id === submissionId)?.purpose ??
        payload<SubmissionJudged>(event).purpose;
      return { ...base, type: 'judged', purpose, judgement };
    }
    default:
      return null;
  }
}

function withSubmission(
  list: readonly ISubmission[],
  event: EventData,
  seq: number
): readonly ISubmission[] {
  if (event.kind === 'submission.created') {
    const { submissionId, questionId, cellId, purpose } =
      payload<SubmissionCreated>(event);
    const known = list.find(({ id }) => id === submissionId);
    const created = {
      id: submissionId,
      seq,
      questionId,
      cellId,
      purpose,
      place: known?.place ?? 0,
      done: known?.done ?? 0,
      total: known?.total ?? 0,
      judgement: known?.judgement ?? null
    };
    return [...list.filter(item => item !== known), created].sort(
      (a, b) => a.seq - b.seq
    );
  }
  if (event.kind === 'submission.judged') {
    const { submissionId, questionId, purpose, judgement } =
      payload<SubmissionJudged>(event);
    const known = list.find(({ id }) => id === submissionId);
    const judged = {
      id: submissionId,
      seq: known?.seq ?? seq,
      questionId,
      cellId: known?.cellId ?? '',
      purpose,
      place: 0,
      done: judgement.tests.length,
      total: judgement.total,
      judgement
    };
    return known
      ? list.map(item => (item === known ? judged : item))
      : [...list, judged];
  }
  return list;
}

/** Progress of a submission; that of one not heard of yet, or judged already, changes nothing. */
export function withProgress(
  list: readonly ISubmission[],
  { submissionId, done, total }: Progress
): readonly ISubmission[] {
  return list.map(item =>
    item.id === submissionId && item.judgement === null
      ? { ...item, place: 0, done: Math.max(done, item.done), total }
      : item
  );
}

/** The place of a submission in the queue; once a worker has reported on it, it has none. */
export function withPlace(
  list: readonly ISubmission[],
  { submissionId, place }: Queued
): readonly ISubmission[] {
  return list.map(item =>
    item.id === submissionId && item.judgement === null && item.total === 0
      ? { ...item, place }
      : item
  );
}

function inOrder<T extends { readonly seq: number }>(
  list: readonly T[],
  added: readonly T[]
): readonly T[] {
  if (added.length === 0) {
    return list;
  }
  // Array.prototype.sort is stable, so cells of one event keep their places.
  return [...list, ...added].sort((a, b) => a.seq - b.seq);
}

/** The view after a committed event. An event seen before changes nothing. */
export function withEvent(
  view: IRoomView,
  event: EventData,
  seq: number
): IRoomView {
  if (view.seen.has(seq)) {
    return view;
  }
  const submissions = withSubmission(view.submissions, event, seq);
  const entry = entryOf(event, seq, submissions);
  const cells = event.cells.map((cell, index): IPlacedCell => ({
    seq,
    index,
    eventId: event.eventId,
    cell
  }));
  const next: IRoomView = {
    ...view,
    seen: new Set(view.seen).add(seq),
    lastSeq: Math.max(view.lastSeq, seq),
    submissions,
    entries: inOrder(view.entries, entry ? [entry] : []),
    cells: inOrder(view.cells, cells)
  };
  switch (event.kind) {
    case 'turn.interviewer':
      return { ...next, provisional: '' };
    case 'turn.candidate':
      return {
        ...next,
        echoes: withoutEcho(next.echoes, payload<CandidateTurn>(event).text)
      };
    default:
      return next;
  }
}

/** The echo that a committed turn replaces is the first one of that text: turns are committed in the order they were sent. */
function withoutEcho(
  echoes: IRoomView['echoes'],
  text: string
): IRoomView['echoes'] {
  const found = echoes.find(
    echo => echo.status !== 'failed' && echo.text === text.trim()
  );
  return echoes.filter(echo => echo !== found);
}
