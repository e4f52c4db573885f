import * as React from 'react';

import type { Assignment } from '../api/cohorts';
import type { CohortBody } from '../api/protocol';

/** Where in the view one is. */
export type Place =
  | { at: 'list' }
  | { at: 'cohort'; cohort: string }
  | { at: 'form'; cohort: CohortBody; assignment: Assignment | null }
  | { at: 'assignment'; cohort: CohortBody; assignment: Assignment };

export const GoContext = React.createContext<(place: Place) => void>(() => {
  throw new Error('A page of cohorts was used outside of its view.');
});

/** How to get elsewhere in the view. */
export function useGo(): (place: Place) => void {
  return React.useContext(GoContext);
}
