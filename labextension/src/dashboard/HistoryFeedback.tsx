import * as React from 'react';

import type { Feedback } from '../api/protocol';
import { messageOf } from '../interviews';
import { FeedbackScores } from '../widgets/FeedbackTable';
import { Notice } from '../widgets/parts';
import { useServices } from '../widgets/services';

/** The feedback on an interview, asked for when it is first shown. */
export function HistoryFeedback({
  interviewId
}: {
  interviewId: string;
}): React.ReactElement {
  const { interviews, trans } = useServices();
  const [feedback, setFeedback] = React.useState<Feedback | null>(null);
  const [error, setError] = React.useState<string | null>(null);
  React.useEffect(() => {
    let shown = true;
    interviews.feedback(interviewId).then(
      found => shown && setFeedback(found),
      (reason: unknown) => shown && setError(messageOf(reason))
    );
    return () => {
      shown = false;
    };
  }, [interviews, interviewId]);
  if (error !== null) {
    return (
      <Notice tone="error" testId="jpi-feedback-error">
        {error}
      </Notice>
    );
  }
  return feedback === null ? (
    <p className="jpi-muted" role="status">
      {trans.__('Loading…')}
    </p>
  ) : (
    <FeedbackScores feedback={feedback} />
  );
}
