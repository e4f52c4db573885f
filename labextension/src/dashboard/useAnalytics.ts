import * as React from 'react';

import type { Analytics } from '../api/protocol';
import { messageOf } from '../interviews';
import { useInterviews } from '../widgets/services';

export interface IAnalyticsState {
  /** Null until the server answered; the last ones while it answers anew. */
  analytics: Analytics | null;
  /** Why it did not, in words for the candidate. */
  error: string | null;
  reload: () => void;
}

/** What the interviews add up to, asked for again whenever one of them has moved on. */
export function useAnalytics(): IAnalyticsState {
  const interviews = useInterviews();
  const [analytics, setAnalytics] = React.useState<Analytics | null>(null);
  const [error, setError] = React.useState<string | null>(null);
  const [asked, setAsked] = React.useState(0);
  const known = interviews.profile !== null;
  const standing = interviews.list
    .map(
      ({ id, state, questionsClosed }) => `${id} ${state} ${questionsClosed}`
    )
    .join();
  React.useEffect(() => {
    if (!known) {
      return;
    }
    let current = true;
    interviews.analytics().then(
      found => {
        if (current) {
          setAnalytics(found);
          setError(null);
        }
      },
      (reason: unknown) => current && setError(messageOf(reason))
    );
    return () => {
      current = false;
    };
  }, [interviews, known, standing, asked]);
  const reload = React.useCallback(() => setAsked(times => times + 1), []);
  return { analytics, error, reload };
}
