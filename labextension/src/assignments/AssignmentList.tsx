import { Dialog, showDialog, showErrorMessage } from '@jupyterlab/apputils';
import * as React from 'react';

import type { CohortSummary } from '../api/protocol';
import { messageOf } from '../interviews';
import { Button, Notice, Section } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { AssignmentCard } from './AssignmentCard';
import { useAssignments } from './useAssignments';

/** What is set for the candidate, and the cohorts; nothing for who is in none. */
export function AssignmentList(): React.ReactElement | null {
  const { trans } = useServices();
  const { list, cohorts, failure } = useAssignments();
  if (failure === null && cohorts.length === 0) {
    return null;
  }
  return (
    <Section title={trans.__('Assignments')} testId="jpi-assignments">
      {failure && (
        <Notice tone="error" testId="jpi-assignments-error">
          {failure}
        </Notice>
      )}
      <div className="jpi-Assignments">
        {list?.map(one => (
          <AssignmentCard key={one.id} assignment={one} />
        ))}
        {list?.length === 0 && (
          <p className="jpi-muted">{trans.__('Nothing is set for you yet.')}</p>
        )}
        <ul className="jpi-CohortRows" aria-label={trans.__('Cohorts')}>
          {cohorts.map(cohort => (
            <CohortRow key={cohort.id} cohort={cohort} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function CohortRow({ cohort }: { cohort: CohortSummary }): React.ReactElement {
  const { assignments, trans } = useServices();
  const leave = async () => {
    const { button } = await showDialog({
      title: trans.__('Leave %1?', cohort.name),
      body: trans.__(
        'Its assignments are then no longer yours. What you sat stays with the cohort’s educators.'
      ),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Stay') }),
        Dialog.warnButton({ label: trans.__('Leave') })
      ]
    });
    if (button.accept) {
      await assignments
        .leave(cohort.id)
        .catch((reason: unknown) =>
          showErrorMessage(trans.__('You are still in it'), messageOf(reason))
        );
    }
  };
  return (
    <li>
      <span>{trans.__('You are in %1', cohort.name)}</span>
      <Button
        look="quiet"
        data-testid="jpi-leave-cohort"
        aria-label={trans.__('Leave %1', cohort.name)}
        onClick={() => void leave()}
      >
        {trans.__('Leave')}
      </Button>
    </li>
  );
}
