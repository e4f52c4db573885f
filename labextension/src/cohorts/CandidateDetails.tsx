import * as React from 'react';

import type { CandidateProgress } from '../api/protocol';
import { useServices } from '../widgets/services';
import { dateWords, doneWords, languageName, stateWords } from '../words';

/** What is behind a candidate's row: every interview on the assignment, the newest first. */
export function CandidateDetails({
  candidate: { interviews }
}: {
  candidate: CandidateProgress;
}): React.ReactElement {
  const { trans } = useServices();
  if (interviews.length === 0) {
    return <p className="jpi-muted">{trans.__('None was begun.')}</p>;
  }
  return (
    <ul className="jpi-Cohorts-list" data-testid="jpi-candidate-interviews">
      {[...interviews].reverse().map(interview => (
        <li key={interview.id}>
          {dateWords(interview.createdAt)} · {languageName(interview.language)}{' '}
          · {stateWords(trans, interview.state)} · {doneWords(trans, interview)}
        </li>
      ))}
    </ul>
  );
}
