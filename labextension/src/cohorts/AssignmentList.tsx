import * as React from 'react';

import type { CohortBody } from '../api/protocol';
import { windowWords } from '../model/zones';
import { Button, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { kindWords, pageLocale } from '../words';
import { Failure } from './fields';
import { useGo } from './places';
import { useLoaded } from './useLoaded';

/** What is set for a cohort. */
export function AssignmentList({
  cohort
}: {
  cohort: CohortBody;
}): React.ReactElement {
  const { trans } = useServices();
  const { cohorts, profile } = useInterviews();
  const go = useGo();
  const load = React.useCallback(
    () => cohorts.assignments(cohort.id),
    [cohorts, cohort.id]
  );
  const { value, error, reload } = useLoaded(load);
  const zone = profile?.timeZone ?? 'UTC';
  return (
    <Section
      title={trans.__('Assignments')}
      testId="jpi-assignments"
      extra={
        <Button
          look="primary"
          data-testid="jpi-assignment-new"
          onClick={() => go({ at: 'form', cohort, assignment: null })}
        >
          {trans.__('Set an interview')}
        </Button>
      }
    >
      <Failure error={error} onRetry={reload} />
      {value?.length === 0 ? (
        <p className="jpi-muted">{trans.__('Nothing is set yet.')}</p>
      ) : (
        <div className="jpi-HistoryTable-scroll">
          <table className="jpi-HistoryTable">
            <thead>
              <tr>
                <th scope="col">{trans.__('Title')}</th>
                <th scope="col">{trans.__('Kind')}</th>
                <th scope="col">{trans.__('Window')}</th>
                <th scope="col">{trans.__('Results')}</th>
              </tr>
            </thead>
            <tbody>
              {value?.map(assignment => {
                const { id, releasedAt, terms } = assignment;
                return (
                  <tr key={id}>
                    <th scope="row">
                      <Button
                        look="quiet"
                        data-testid="jpi-assignment-open"
                        onClick={() =>
                          go({ at: 'assignment', cohort, assignment })
                        }
                      >
                        {terms.title}
                      </Button>
                    </th>
                    <td>{kindWords(trans, terms.kind)}</td>
                    <td>
                      {windowWords(
                        terms.opensAt,
                        terms.closesAt,
                        zone,
                        pageLocale()
                      )}
                    </td>
                    <td>
                      {releasedAt === null
                        ? trans.__('Kept back')
                        : trans.__('Released')}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
