import * as React from 'react';

import { Failure, TextField } from '../cohorts/fields';
import { useAttempt } from '../cohorts/useLoaded';
import { isReason, MAX_REASON, pointsOf, POSSIBLE } from '../model/grading';
import { Button } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';

type OverrideFormProps = {
  interviewId: string;
  questionId: string;
  title: string;
  onDone: () => void;
};

/** Other points than the scorer's, with the reason, which the candidate will read. */
export function OverrideForm({
  interviewId,
  questionId,
  title,
  onDone
}: OverrideFormProps): React.ReactElement {
  const { trans } = useServices();
  const { grading } = useInterviews();
  const [typed, setTyped] = React.useState('');
  const [reason, setReason] = React.useState('');
  const { busy, error, attempt } = useAttempt();
  const points = pointsOf(typed);
  const complete = points !== null && isReason(reason);
  const give = async () => {
    if (points === null) {
      return;
    }
    await grading.override(interviewId, { questionId, points, reason });
    setTyped('');
    setReason('');
    onDone();
  };
  return (
    <form
      className="jpi-Cohorts-line"
      aria-label={trans.__('Override the points of %1', title)}
      onSubmit={event => {
        event.preventDefault();
        if (complete) {
          void attempt(give);
        }
      }}
    >
      <TextField
        label={trans.__('Points')}
        testId="jpi-override-points"
        type="number"
        min={0}
        max={POSSIBLE}
        step="any"
        value={typed}
        problem={
          typed !== '' && points === null
            ? trans.__('From 0 to %1', POSSIBLE)
            : null
        }
        onChange={setTyped}
      />
      <TextField
        label={trans.__('Reason, for the candidate to read')}
        testId="jpi-override-reason"
        maxLength={MAX_REASON}
        value={reason}
        onChange={setReason}
      />
      <Button
        type="submit"
        aria-disabled={busy || !complete}
        data-testid="jpi-override-give"
      >
        {trans.__('Override')}
      </Button>
      <Failure error={error} />
    </form>
  );
}
