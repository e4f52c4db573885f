import * as React from 'react';

import type { Room } from '../model/room';
import type { IRoomView } from '../model/view';
import { InterviewCard } from './InterviewCard';
import { FeedbackTable } from './FeedbackTable';
import { Markdown } from './Markdown';
import { Button, Notice } from './parts';
import { doneWords } from '../words';
import { useInterviews, useServices } from './services';

type RoomProps = { room: Room; view: IRoomView };

/** What stands between the candidate and the room: another tab, a lost connection, a pause, the end, a refusal. */
export function RoomNotices({ room, view }: RoomProps): React.ReactElement {
  const { trans } = useServices();
  const { error, state } = view;
  return (
    <div className="jpi-RoomNotices">
      <LinkNotice room={room} view={view} />
      {state?.interview.state === 'paused' && (
        <InterviewCard interview={state.interview} />
      )}
      {state !== null && <EndNotice view={view} room={room} />}
      {view.moved !== null && (
        <Notice
          tone="warning"
          testId="jpi-moved"
          title={trans.__('The interview goes on at another server')}
          actions={
            <Button onClick={() => room.dismissMove()}>
              {trans.__('Dismiss')}
            </Button>
          }
        >
          {view.moved}
        </Notice>
      )}
      {error && (
        <Notice
          tone="error"
          testId="jpi-room-error"
          actions={
            <Button onClick={() => room.dismissError()}>
              {trans.__('Dismiss')}
            </Button>
          }
        >
          {error.message}
        </Notice>
      )}
    </div>
  );
}

function LinkNotice({ room, view }: RoomProps): React.ReactElement | null {
  const { trans } = useServices();
  const takeOver = (label: string) => (
    <Button
      look="primary"
      data-testid="jpi-take-over"
      onClick={() => room.connect(true)}
    >
      {label}
    </Button>
  );
  switch (view.link) {
    case 'elsewhere':
      return (
        <Notice
          tone="warning"
          testId="jpi-elsewhere"
          title={trans.__('This interview is open elsewhere')}
          actions={takeOver(trans.__('Take over here'))}
        >
          {trans.__(
            'Another tab or window is in the room. Take over here? The other one becomes read-only.'
          )}
        </Notice>
      );
    case 'lost':
      return (
        <Notice
          tone="warning"
          testId="jpi-tab-lost"
          title={trans.__('The interview goes on in another tab')}
          actions={takeOver(trans.__('Take back'))}
        >
          {trans.__('The notebook is read-only here, and nothing is saved.')}
        </Notice>
      );
    case 'reconnecting':
      return (
        <Notice tone="info" testId="jpi-reconnecting">
          {trans.__(
            'Reconnecting… What you write is kept and sent when the connection is back.'
          )}
        </Notice>
      );
    default:
      return null;
  }
}

function EndNotice({ room, view }: RoomProps): React.ReactElement | null {
  const { trans } = useServices();
  const interviews = useInterviews();
  const interview = view.state?.interview;
  if (
    interview === undefined ||
    (interview.state !== 'completed' && interview.state !== 'abandoned')
  ) {
    return null;
  }
  // The summary may be newer than the last frame: sealing follows the end.
  const known = interviews.find(interview.id);
  const path = interview.transcriptPath ?? known?.transcriptPath ?? null;
  return (
    <Notice
      tone="success"
      testId="jpi-ended"
      title={doneWords(trans, interview)}
      actions={
        <>
          {path === null ? (
            <span role="status">{trans.__('Signing your transcript…')}</span>
          ) : (
            <Button
              look="primary"
              data-testid="jpi-open-transcript"
              onClick={() => interviews.openTranscript(path)}
            >
              {trans.__('Open the transcript')}
            </Button>
          )}
          <Button
            data-testid="jpi-leave"
            onClick={() => {
              interviews.leave(room.interviewId);
              void interviews.refresh();
            }}
          >
            {trans.__('Back to start')}
          </Button>
        </>
      }
    >
      <Markdown text={closingWords(view)} />
      {interview.state === 'completed' && (
        <FeedbackTable interviewId={interview.id} />
      )}
    </Notice>
  );
}

/** The interviewer's last words. */
function closingWords(view: IRoomView): string {
  const said = view.entries.filter(
    entry => entry.type === 'turn' && entry.by === 'interviewer'
  );
  const last = said[said.length - 1];
  return last?.type === 'turn' ? last.text : '';
}
