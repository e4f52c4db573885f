import * as React from 'react';

import { useServices } from '../widgets/services';
import { AssignmentForm } from './AssignmentForm';
import { AssignmentPage } from './AssignmentPage';
import { CohortList } from './CohortList';
import { CohortPage } from './CohortPage';
import { GoContext, Place } from './places';

function Page({ place }: { place: Place }): React.ReactElement {
  switch (place.at) {
    case 'list':
      return <CohortList />;
    case 'cohort':
      return <CohortPage key={place.cohort} cohortId={place.cohort} />;
    case 'form':
      return (
        <AssignmentForm cohort={place.cohort} assignment={place.assignment} />
      );
    case 'assignment':
      return (
        <AssignmentPage
          key={place.assignment.id}
          cohort={place.cohort}
          assignment={place.assignment}
        />
      );
  }
}

/** All that an educator does: one page at a time, each a step deeper. */
export function CohortsView(): React.ReactElement {
  const [place, setPlace] = React.useState<Place>({ at: 'list' });
  const main = React.useRef<HTMLElement>(null);
  const go = React.useCallback((to: Place) => {
    setPlace(to);
    // The button that was pressed is gone, and the page begins at its top.
    main.current?.focus();
    main.current?.scrollIntoView();
  }, []);
  const { trans } = useServices();
  return (
    <main
      ref={main}
      tabIndex={-1}
      className="jpi-Cohorts"
      aria-label={trans.__('Cohorts')}
      data-testid="jpi-cohorts"
    >
      <GoContext.Provider value={go}>
        <Page place={place} />
      </GoContext.Provider>
    </main>
  );
}
