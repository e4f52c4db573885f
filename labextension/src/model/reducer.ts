import type {
  Delta,
  ErrorBody,
  EventData,
  Moving,
  Progress,
  Queued,
  RoomState,
  ServerFrame
} from '../api/protocol';
import { withEvent, withPlace, withProgress } from './events';
import type { IEcho, IRoomView } from './view';

/** The view after a frame of the server that came at `now` (milliseconds of the local clock). */
export function reduce(
  view: IRoomView,
  frame: ServerFrame,
  now: number
): IRoomView {
  switch (frame.event) {
    case 'interview:state':
      return { ...view, state: frame.data as RoomState, stateAt: now };
    case 'interview:delta':
      return { ...view, provisional: (frame.data as Delta).text };
    case 'code:progress': {
      const submissions = withProgress(
        view.submissions,
        frame.data as Progress
      );
      return { ...view, submissions };
    }
    case 'code:queued': {
      const submissions = withPlace(view.submissions, frame.data as Queued);
      return { ...view, submissions };
    }
    case 'interview:question':
    case 'interview:response':
    case 'interview:feedback':
    case 'code:running':
    case 'code:result':
      return typeof frame.seq === 'number'
        ? withEvent(view, frame.data as EventData, frame.seq)
        : view;
    case 'ack':
      return {
        ...view,
        echoes: withEchoStatus(view.echoes, frame.id, 'sent', null)
      };
    case 'error':
      return withError(view, frame.data as ErrorBody, frame.id ?? null);
    case 'interview:moving':
      return { ...view, moved: (frame.data as Moving).message };
    case 'tab:lost':
      return view;
  }
}

/** A refused message stays in the conversation with the reason; any other refusal is shown as a notice. */
function withError(
  view: IRoomView,
  error: ErrorBody,
  id: string | null
): IRoomView {
  if (view.echoes.some(echo => echo.id === id)) {
    const echoes = withEchoStatus(view.echoes, id, 'failed', error.message);
    return { ...view, echoes };
  }
  return { ...view, error };
}

function withEchoStatus(
  echoes: readonly IEcho[],
  id: string | null | undefined,
  status: IEcho['status'],
  reason: string | null
): readonly IEcho[] {
  return echoes.map(echo =>
    echo.id === id ? { ...echo, status, reason } : echo
  );
}

const EVENTS: ReadonlySet<string> = new Set<ServerFrame['event']>([
  'ack',
  'code:progress',
  'code:queued',
  'code:result',
  'code:running',
  'error',
  'interview:delta',
  'interview:feedback',
  'interview:moving',
  'interview:question',
  'interview:response',
  'interview:state',
  'tab:lost'
]);

/** The frame that a text message holds; null for one of a kind that this version does not know. */
export function parseFrame(text: string): ServerFrame | null {
  const value: unknown = JSON.parse(text);
  const known =
    typeof value === 'object' &&
    value !== null &&
    'event' in value &&
    EVENTS.has(String(value.event));
  return known ? (value as ServerFrame) : null;
}
