import * as React from 'react';

import { useInterviews, useServices } from '../widgets/services';
import { AssignmentList } from './AssignmentList';
import { CohortSettings } from './CohortSettings';
import { Expected } from './Expected';
import { Failure } from './fields';
import { Invitation } from './Invitation';
import { Members } from './Members';
import { RosterForm } from './RosterForm';
import { Trail } from './Trail';
import { useLoaded } from './useLoaded';

/** A cohort: what is set for it, who is in it, and how others get in. */
export function CohortPage({
  cohortId
}: {
  cohortId: string;
}): React.ReactElement {
  const { trans } = useServices();
  const { cohorts } = useInterviews();
  const load = React.useCallback(
    () => cohorts.get(cohortId),
    [cohorts, cohortId]
  );
  const { value: cohort, error, reload, set } = useLoaded(load);
  return (
    <>
      <Trail to={[]} />
      <h1 data-testid="jpi-cohort-name">
        {cohort?.name ?? trans.__('Loading…')}
      </h1>
      <Failure error={error} onRetry={reload} />
      {cohort !== null && (
        <>
          <AssignmentList cohort={cohort} />
          <Members cohort={cohort} onChange={set} />
          <Expected people={cohort.expected} />
          <div className="jpi-Cohorts-pair">
            <RosterForm cohort={cohort} onChange={set} />
            <div className="jpi-Cohorts-stack">
              <Invitation cohort={cohort} />
              <CohortSettings key={cohort.id} cohort={cohort} onChange={set} />
            </div>
          </div>
        </>
      )}
    </>
  );
}
