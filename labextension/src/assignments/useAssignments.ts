import * as React from 'react';

import { useInterviews, useServices } from '../widgets/services';
import type { Assignments } from './assignments';

const LOOK_AGAIN_MS = 60_000;

/** What is set for the candidate; asked for again once a minute, for windows open, and when an interview has moved on. */
export function useAssignments(): Assignments {
  const { assignments } = useServices();
  const interviews = useInterviews();
  const subscribe = React.useCallback(
    (onChange: () => void) => {
      assignments.changed.connect(onChange);
      return () => {
        assignments.changed.disconnect(onChange);
      };
    },
    [assignments]
  );
  React.useSyncExternalStore(subscribe, () => assignments.version);
  const known = interviews.profile !== null;
  const standing = interviews.list
    .map(({ id, state }) => `${id} ${state}`)
    .join();
  React.useEffect(() => {
    if (!known) {
      return;
    }
    void assignments.refresh();
    const timer = window.setInterval(
      () => void assignments.refresh(),
      LOOK_AGAIN_MS
    );
    return () => window.clearInterval(timer);
  }, [assignments, known, standing]);
  return assignments;
}
