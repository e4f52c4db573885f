import * as React from 'react';

import type { QuestionGradeBody, QuestionScore } from '../api/protocol';
import { Failure } from '../cohorts/fields';
import { useAttempt } from '../cohorts/useLoaded';
import { Button } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { Decisions } from './Decisions';
import { OverrideForm } from './OverrideForm';

type GradedQuestionProps = {
  interviewId: string;
  assignmentId: string;
  grade: QuestionGradeBody;
  score: QuestionScore | undefined;
  /** The bank has another version of it by now. */
  corrected: boolean;
  /** It is being judged again. */
  waiting: boolean;
  onChange: () => void;
  onRejudge: () => void;
};

/** One question of an attempt: scores with their evidence, points, and what can be done about them. */
export function GradedQuestion({
  interviewId,
  assignmentId,
  grade,
  score,
  corrected,
  waiting,
  onChange,
  onRejudge
}: GradedQuestionProps): React.ReactElement {
  const { trans } = useServices();
  const { grading } = useInterviews();
  const { busy, error, attempt } = useAttempt();
  const rejudge = async () => {
    await grading.rejudge(interviewId, grade.questionId);
    onRejudge();
  };
  const rejudgeAll = async () => {
    await grading.rejudgeAll(assignmentId, grade.questionId);
    onRejudge();
  };
  return (
    <div className="jpi-Grading-question" data-testid="jpi-grading-question">
      <table className="jpi-Feedback">
        <caption>{grade.title}</caption>
        <thead>
          <tr>
            <th scope="col">{trans.__('Criterion')}</th>
            <th scope="col">{trans.__('Score')}</th>
            <th scope="col">{trans.__('Why')}</th>
            <th scope="col">{trans.__('Events')}</th>
          </tr>
        </thead>
        <tbody>
          {score?.lines.map(line => (
            <tr key={line.criterion}>
              <th scope="row">{line.criterion}</th>
              <td>
                {line.score === null ? '–' : trans.__('%1 of 4', line.score)}
              </td>
              <td>
                {line.reason}
                {line.label && (
                  <span className="jpi-Feedback-why">{line.label}</span>
                )}
              </td>
              <td>{line.evidence.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Decisions grade={grade} />
      {corrected && !waiting && (
        <div className="jpi-Grading-head">
          <p className="jpi-muted">
            {trans.__(
              'The bank has another version of this question than the one that judged.'
            )}
          </p>
          <Button
            aria-disabled={busy}
            data-testid="jpi-grading-rejudge"
            onClick={() => void attempt(rejudge)}
          >
            {trans.__('Judge this interview again')}
          </Button>
          <Button
            aria-disabled={busy}
            data-testid="jpi-grading-rejudge-all"
            onClick={() => void attempt(rejudgeAll)}
          >
            {trans.__('Judge all again')}
          </Button>
        </div>
      )}
      {waiting && (
        <p className="jpi-muted" role="status">
          {trans.__('It is being judged again…')}
        </p>
      )}
      <Failure error={error} />
      <OverrideForm
        interviewId={interviewId}
        questionId={grade.questionId}
        title={grade.title}
        onDone={onChange}
      />
    </div>
  );
}
