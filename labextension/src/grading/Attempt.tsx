import * as React from 'react';

import { Failure } from '../cohorts/fields';
import { useAttempt, useLoaded } from '../cohorts/useLoaded';
import { Button } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { GradedQuestion } from './GradedQuestion';

const LOOK_AGAIN_MS = 2000;

type AttemptProps = {
  interviewId: string;
  assignmentId: string;
  /** Whose it is. */
  name: string;
};

/** An attempt that is over, to be graded: its transcript with notes and prompts, its scores, what was decided about them. */
export function Attempt({
  interviewId,
  assignmentId,
  name
}: AttemptProps): React.ReactElement {
  const { reviews, trans } = useServices();
  const { grading } = useInterviews();
  const load = React.useCallback(
    () => grading.attempt(interviewId),
    [grading, interviewId]
  );
  const { value, error, reload } = useLoaded(load);
  const reading = useAttempt();
  // Questions that are being judged again, with how often each had been when that was asked for.
  const [awaited, setAwaited] = React.useState(new Map<string, number>());
  const questions = value?.questions ?? [];
  const waiting = questions.filter(
    ({ questionId, rejudgings }) =>
      rejudgings.length <= (awaited.get(questionId) ?? -1)
  );
  const busy = waiting.length > 0;
  // Not with every rendering: the row above has a clock, and a timer that it begins anew each second never ends.
  React.useEffect(() => {
    if (!busy) {
      return;
    }
    const timer = window.setTimeout(reload, LOOK_AGAIN_MS);
    return () => window.clearTimeout(timer);
  }, [busy, value, error, reload]);
  if (value === null) {
    return error === null ? (
      <p className="jpi-muted" role="status">
        {trans.__('Loading…')}
      </p>
    ) : (
      <Failure error={error} />
    );
  }
  const read = () => reviews.open({ record: interviewId }, name);
  return (
    <div className="jpi-Grading" data-testid="jpi-grading">
      <div className="jpi-Grading-head">
        <strong data-testid="jpi-grading-points">
          {trans.__('%1 of %2 points', value.points, value.possible)}
        </strong>
        <Button
          data-testid="jpi-grading-read"
          aria-disabled={reading.busy}
          aria-label={trans.__('Read the transcript of %1', name)}
          onClick={() => void reading.attempt(read)}
        >
          {trans.__('Read the transcript')}
        </Button>
      </div>
      <Failure error={reading.error ?? error} />
      {questions.length === 0 && (
        <p className="jpi-muted">{trans.__('No question was reached.')}</p>
      )}
      {questions.map(question => (
        <GradedQuestion
          key={question.questionId}
          interviewId={interviewId}
          assignmentId={assignmentId}
          grade={question}
          score={value.feedback.questions.find(
            one => one.questionId === question.questionId
          )}
          corrected={value.corrected.includes(question.questionId)}
          waiting={waiting.includes(question)}
          onChange={reload}
          onRejudge={() =>
            setAwaited(
              new Map(awaited).set(
                question.questionId,
                question.rejudgings.length
              )
            )
          }
        />
      ))}
    </div>
  );
}
