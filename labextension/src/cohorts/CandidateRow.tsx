import * as React from 'react';

import type { Assignment } from '../api/cohorts';
import type { CandidateProgress } from '../api/protocol';
import { standing } from '../model/standing';
import { windowWords } from '../model/zones';
import { Button } from '../widgets/parts';
import { useNow, useServices } from '../widgets/services';
import { hoursWords, pageLocale, stateWords } from '../words';
import { CandidateDetails } from './CandidateDetails';

const COLUMNS = 7;

type CandidateRowProps = {
  assignment: Assignment;
  candidate: CandidateProgress;
  /** When this was so, in milliseconds. */
  at: number;
};

/** One candidate: the interview that counts now, and on demand what is behind it. */
export function CandidateRow({
  assignment,
  candidate,
  at
}: CandidateRowProps): React.ReactElement {
  const { trans } = useServices();
  const [open, setOpen] = React.useState(false);
  const now = useNow();
  const { name, timeZone, attempts, closesAt } = candidate;
  const { interview, secondsLeft } = standing(candidate, now - at);
  return (
    <>
      <tr data-testid="jpi-candidate" data-state={interview?.state ?? 'none'}>
        <th scope="row">{name}</th>
        <td>
          {interview === null
            ? trans.__('Not begun')
            : stateWords(trans, interview.state)}
        </td>
        <td>
          {interview !== null &&
            trans.__(
              '%1 of %2',
              interview.titles.length,
              interview.questionCount
            )}
          <div className="jpi-muted">{interview?.titles.at(-1)}</div>
        </td>
        <td>{secondsLeft !== null && hoursWords(trans, secondsLeft)}</td>
        <td>{trans.__('%1 of %2', attempts, assignment.terms.attempts)}</td>
        <td>
          {windowWords(closesAt, closesAt, timeZone, pageLocale())}
          <div className="jpi-muted">{timeZone}</div>
        </td>
        <td>
          <Button
            look="quiet"
            aria-expanded={open}
            aria-label={trans.__('Interviews of %1', name)}
            data-testid="jpi-candidate-open"
            onClick={() => setOpen(!open)}
          >
            {trans.__('Interviews')}
          </Button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={COLUMNS}>
            <CandidateDetails
              candidate={candidate}
              assignmentId={assignment.id}
            />
          </td>
        </tr>
      )}
    </>
  );
}
