import * as React from 'react';

import type { CandidateProgress } from '../api/protocol';
import { InterviewLine } from '../grading/InterviewLine';
import { useServices } from '../widgets/services';

/** What is behind a candidate's row: every interview on the assignment, the newest first. */
export function CandidateDetails({
  candidate: { interviews, name },
  assignmentId
}: {
  candidate: CandidateProgress;
  assignmentId: string;
}): React.ReactElement {
  const { trans } = useServices();
  if (interviews.length === 0) {
    return <p className="jpi-muted">{trans.__('None was begun.')}</p>;
  }
  return (
    <ul className="jpi-Cohorts-list" data-testid="jpi-candidate-interviews">
      {[...interviews].reverse().map(interview => (
        <InterviewLine
          key={interview.id}
          interview={interview}
          assignmentId={assignmentId}
          name={name}
        />
      ))}
    </ul>
  );
}
