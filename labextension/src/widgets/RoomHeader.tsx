import * as React from 'react';

import { RUNNING } from '../model/abilities';
import type { IRoomView } from '../model/view';
import { linkWords, stateWords } from '../words';
import { useServices } from './services';
import { Timer } from './Timer';
import { UnsandboxedBadge } from './Unsandboxed';

/** What is asked, how much time is left, and whether the room is connected. */
export function RoomHeader({ view }: { view: IRoomView }): React.ReactElement {
  const { trans } = useServices();
  const { state, link } = view;
  const question = state?.question ?? null;
  const running = state === null || RUNNING.has(state.interview.state);
  return (
    <div className="jpi-RoomHeader" data-testid="jpi-room-header">
      <div className="jpi-RoomHeader-row">
        <span className="jpi-RoomHeader-number">
          {question && state
            ? trans.__(
                'Question %1 of %2',
                question.number,
                state.interview.questionCount
              )
            : trans.__('Interview')}
        </span>
        {running && <Timer view={view} />}
      </div>
      <h2 className="jpi-RoomHeader-title" data-testid="jpi-question-title">
        {question?.title ?? titleWithoutQuestion(trans, view)}
      </h2>
      <div className="jpi-RoomHeader-row">
        <span
          className={`jpi-Link jpi-mod-${link}`}
          data-testid="jpi-link"
          data-link={link}
        >
          {running || state === null
            ? linkWords(trans, link)
            : stateWords(trans, state.interview.state)}
        </span>
        {state && !state.interview.sandboxed && <UnsandboxedBadge />}
      </div>
    </div>
  );
}

function titleWithoutQuestion(
  trans: ReturnType<typeof useServices>['trans'],
  { state, link }: IRoomView
): string {
  if (link === 'elsewhere') {
    return trans.__('Another tab is in the room');
  }
  if (state === null) {
    return trans.__('Entering the room…');
  }
  switch (state.interview.state) {
    case 'completed':
      return trans.__('The interview is over');
    case 'abandoned':
      return trans.__('The interview was abandoned');
    case 'paused':
      return trans.__('The interview is paused');
    default:
      return state.phase === 'between'
        ? trans.__('Between two questions')
        : trans.__('Your interviewer is about to begin');
  }
}
