import * as React from 'react';

import type { Assignment } from '../api/cohorts';
import { saveBlob } from '../save';
import { Button, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { dateWords } from '../words';
import { Failure } from './fields';
import { useAttempt } from './useLoaded';

type ResultsProps = {
  assignment: Assignment;
  onChange: (assignment: Assignment) => void;
};

/** Whether candidates see their results, and the grades to take along. */
export function Results({
  assignment: { id, releasedAt, terms },
  onChange
}: ResultsProps): React.ReactElement {
  const { reviews, trans } = useServices();
  const { cohorts } = useInterviews();
  const { busy, error, attempt } = useAttempt();
  const released = releasedAt !== null;
  const release = async () => onChange(await cohorts.release(id, !released));
  const save = async () =>
    saveBlob(await cohorts.gradebook(id), `grades-${id}.csv`);
  const compare = () => reviews.openSimilar(id, terms.title);
  return (
    <Section title={trans.__('Results')} testId="jpi-results">
      <div className="jpi-Cohorts-stack">
        <p role="status" data-testid="jpi-results-state">
          {released
            ? trans.__(
                'Candidates see their results since %1.',
                dateWords(releasedAt)
              )
            : trans.__('Candidates do not see their results yet.')}
        </p>
        <Failure error={error} />
        <div className="jpi-Data-actions">
          <Button
            look={released ? 'plain' : 'primary'}
            aria-disabled={busy}
            data-testid="jpi-results-release"
            onClick={() => void attempt(release)}
          >
            {released
              ? trans.__('Withdraw the results')
              : trans.__('Release the results')}
          </Button>
          <Button
            aria-disabled={busy}
            data-testid="jpi-results-gradebook"
            onClick={() => void attempt(save)}
          >
            {trans.__('Save the grade book (CSV)')}
          </Button>
          <Button
            aria-disabled={busy}
            data-testid="jpi-results-similar"
            onClick={() => void attempt(compare)}
          >
            {trans.__('Compare the submissions')}
          </Button>
        </div>
      </div>
    </Section>
  );
}
