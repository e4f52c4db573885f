import * as React from 'react';

import type { InterviewSummary } from '../api/protocol';
import { messageOf } from '../interviews';
import { confirmAbandon } from './dialogs';
import {
  dateWords,
  hoursWords,
  languageName,
  minutesWords,
  stateWords
} from '../words';
import { Button, Notice } from './parts';
import { useServices } from './services';

function secondsUntil(moment: string): number {
  return Math.max(0, (Date.parse(moment) - Date.now()) / 1000);
}

/** An interview that is not over: what is left of it, and the way back in. */
export function InterviewCard({
  interview
}: {
  interview: InterviewSummary;
}): React.ReactElement {
  const { interviews, trans } = useServices();
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState<string | null>(null);
  const paused = interview.state === 'paused';

  const attempt = async (action: () => Promise<void>) => {
    if (busy) {
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (reason) {
      setError(messageOf(reason));
    } finally {
      setBusy(false);
    }
  };
  const goOn = () =>
    attempt(async () =>
      paused
        ? interviews.resume(interview.id)
        : interviews.openNotebook(interview)
    );
  const abandon = () =>
    attempt(async () => {
      if (await confirmAbandon(trans)) {
        await interviews.abandon(interview.id);
      }
    });

  return (
    <div
      className="jpi-Card"
      data-testid="jpi-live-card"
      data-state={interview.state}
    >
      <div className="jpi-Card-head">
        <strong>
          {trans.__('%1 interview', languageName(interview.language))}
        </strong>
        <span className={`jpi-Badge jpi-mod-${paused ? 'warning' : 'brand'}`}>
          {stateWords(trans, interview.state)}
        </span>
      </div>
      <div className="jpi-Card-facts">
        <span data-testid="jpi-live-remaining">
          {trans.__('%1 left', minutesWords(trans, interview.remainingSeconds))}
        </span>
        <span>
          {trans.__(
            '%1 of %2 questions done',
            interview.questionsClosed,
            interview.questionCount
          )}
        </span>
      </div>
      {interview.pauseExpiresAt && (
        <div className="jpi-Card-facts" data-testid="jpi-pause-expiry">
          {trans.__(
            'Resume before %1: %2 left for that',
            dateWords(interview.pauseExpiresAt),
            hoursWords(trans, secondsUntil(interview.pauseExpiresAt))
          )}
        </div>
      )}
      {error && (
        <Notice tone="error" testId="jpi-live-error">
          {error}
        </Notice>
      )}
      <div className="jpi-Card-actions">
        <Button
          look="primary"
          aria-disabled={busy}
          data-testid={paused ? 'jpi-resume' : 'jpi-continue'}
          onClick={() => void goOn()}
        >
          {paused ? trans.__('Resume') : trans.__('Go to the room')}
        </Button>
        {interview.state !== 'in_progress' && (
          <Button
            look="quiet"
            aria-disabled={busy}
            data-testid="jpi-abandon"
            onClick={() => void abandon()}
          >
            {trans.__('Abandon')}
          </Button>
        )}
      </div>
    </div>
  );
}
