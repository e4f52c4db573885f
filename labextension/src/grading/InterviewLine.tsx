import * as React from 'react';

import type { InterviewSummary } from '../api/protocol';
import { Button } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { dateWords, doneWords, languageName, stateWords } from '../words';
import { Attempt } from './Attempt';

const OVER: ReadonlySet<string> = new Set(['completed', 'abandoned']);

type InterviewLineProps = {
  interview: InterviewSummary;
  assignmentId: string;
  /** Whose it is. */
  name: string;
};

/** One interview on an assignment; when it is over, it can be opened and graded. */
export function InterviewLine({
  interview,
  assignmentId,
  name
}: InterviewLineProps): React.ReactElement {
  const { trans } = useServices();
  const [open, setOpen] = React.useState(false);
  const begun = dateWords(interview.createdAt);
  return (
    <li>
      {begun} · {languageName(interview.language)} ·{' '}
      {stateWords(trans, interview.state)} · {doneWords(trans, interview)}{' '}
      {OVER.has(interview.state) && (
        <Button
          look="quiet"
          aria-expanded={open}
          aria-label={trans.__('Grade the interview of %1 on %2', name, begun)}
          data-testid="jpi-grade"
          onClick={() => setOpen(!open)}
        >
          {trans.__('Grade')}
        </Button>
      )}
      {open && (
        <Attempt
          interviewId={interview.id}
          assignmentId={assignmentId}
          name={name}
        />
      )}
    </li>
  );
}
