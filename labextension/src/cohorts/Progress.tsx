import * as React from 'react';

import type { Assignment } from '../api/cohorts';
import type { CohortBody } from '../api/protocol';
import { Section } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { CandidateRow } from './CandidateRow';
import { Failure } from './fields';
import { useProgress } from './useProgress';

type ProgressProps = { cohort: CohortBody; assignment: Assignment };

/** How far every candidate is; it keeps itself up to date. */
export function Progress({
  cohort,
  assignment
}: ProgressProps): React.ReactElement {
  const { trans } = useServices();
  const { candidates, at, error } = useProgress(assignment.id);
  return (
    <Section title={trans.__('Progress')} testId="jpi-progress">
      <Failure error={error} />
      {candidates === null && error === null && (
        <p className="jpi-muted" role="status">
          {trans.__('Loading…')}
        </p>
      )}
      {candidates?.length === 0 && (
        <p className="jpi-muted">
          {trans.__(
            'No candidate has signed in yet. %1 are expected.',
            cohort.expected.length
          )}
        </p>
      )}
      {candidates !== null && candidates.length > 0 && (
        <div className="jpi-HistoryTable-scroll">
          <table className="jpi-HistoryTable">
            <thead>
              <tr>
                <th scope="col">{trans.__('Candidate')}</th>
                <th scope="col">{trans.__('State')}</th>
                <th scope="col">{trans.__('Question')}</th>
                <th scope="col">{trans.__('Time left')}</th>
                <th scope="col">{trans.__('Attempts used')}</th>
                <th scope="col">{trans.__('Closes for them')}</th>
                <th scope="col">{trans.__('Open')}</th>
              </tr>
            </thead>
            <tbody>
              {candidates.map(candidate => (
                <CandidateRow
                  key={candidate.userId}
                  assignment={assignment}
                  candidate={candidate}
                  at={at}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
