import * as React from 'react';

import type { Feedback, QuestionScore } from '../api/protocol';
import { messageOf } from '../interviews';
import { NextQuestions } from './NextQuestions';
import { Button, Notice } from './parts';
import { useServices } from './services';

function Scores({ question }: { question: QuestionScore }): React.ReactElement {
  const { trans } = useServices();
  return (
    <>
      <table className="jpi-Feedback" data-testid="jpi-feedback-question">
        <caption>
          {question.title}
          {question.chosen && (
            <span className="jpi-Feedback-why">{question.chosen}</span>
          )}
        </caption>
        <tbody>
          {question.lines.map(({ criterion, score, reason, label }) => (
            <tr key={criterion}>
              <th scope="row">{criterion}</th>
              <td>{score === null ? '–' : trans.__('%1 of 4', score)}</td>
              <td>
                {reason}
                {label && <span className="jpi-Feedback-why">{label}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {question.remarks && (
        <ul data-testid="jpi-feedback-remarks">
          {question.remarks.map(remark => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Each question's scores, and what to do next. */
export function FeedbackScores({
  feedback
}: {
  feedback: Feedback;
}): React.ReactElement {
  const { trans } = useServices();
  return (
    <div data-testid="jpi-feedback" role="status">
      {feedback.questions.map(question => (
        <Scores key={question.questionId} question={question} />
      ))}
      {feedback.nextSteps.length > 0 && (
        <>
          <strong>{trans.__('Next steps')}</strong>
          <ul>
            {feedback.nextSteps.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </>
      )}
      <NextQuestions interviewId={feedback.interview} />
    </div>
  );
}

/** The scores of a finished interview, when they are asked for. */
export function FeedbackTable({
  interviewId
}: {
  interviewId: string;
}): React.ReactElement {
  const { interviews, trans } = useServices();
  const [feedback, setFeedback] = React.useState<Feedback | null>(null);
  const [error, setError] = React.useState<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
    } catch (reason) {
      setError(messageOf(reason));
    }
  };
  const show = () =>
    attempt(async () => setFeedback(await interviews.feedback(interviewId)));
  const save = () => attempt(() => interviews.saveReport(interviewId));
  if (feedback === null) {
    return (
      <>
        {error && (
          <Notice tone="error" testId="jpi-feedback-error">
            {error}
          </Notice>
        )}
        <Button data-testid="jpi-show-feedback" onClick={() => void show()}>
          {trans.__('Show feedback')}
        </Button>
      </>
    );
  }
  return (
    <>
      <FeedbackScores feedback={feedback} />
      {error && (
        <Notice tone="error" testId="jpi-feedback-error">
          {error}
        </Notice>
      )}
      <Button data-testid="jpi-save-report" onClick={() => void save()}>
        {trans.__('Save the report (PDF)')}
      </Button>
    </>
  );
}
