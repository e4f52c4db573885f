import * as React from 'react';

import type { Assignment } from '../api/cohorts';
import type { CohortBody } from '../api/protocol';
import { Button } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { Preview } from './Preview';
import { Progress } from './Progress';
import { Results } from './Results';
import { TermsFacts } from './TermsFacts';
import { Trail } from './Trail';
import { useGo } from './places';

type AssignmentPageProps = { cohort: CohortBody; assignment: Assignment };

/** An assignment: its terms, how far its candidates are, and their results. */
export function AssignmentPage({
  cohort,
  assignment: given
}: AssignmentPageProps): React.ReactElement {
  const { trans } = useServices();
  const go = useGo();
  const [assignment, setAssignment] = React.useState(given);
  return (
    <>
      <Trail to={[[cohort.name, { at: 'cohort', cohort: cohort.id }]]} />
      <div className="jpi-Cohorts-head">
        <h1 data-testid="jpi-assignment-title">{assignment.terms.title}</h1>
        <Button
          data-testid="jpi-assignment-change"
          onClick={() => go({ at: 'form', cohort, assignment })}
        >
          {trans.__('Change the terms')}
        </Button>
      </div>
      <Progress cohort={cohort} assignment={assignment} />
      <Results assignment={assignment} onChange={setAssignment} />
      <div className="jpi-Cohorts-pair">
        <TermsFacts assignment={assignment} cohort={cohort} />
        <Preview assignment={assignment} />
      </div>
    </>
  );
}
