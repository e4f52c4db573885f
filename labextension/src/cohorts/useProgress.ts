import * as React from 'react';

import type { CandidateProgress } from '../api/protocol';
import { messageOf } from '../interviews';
import { nextWait } from '../model/polling';
import { useInterviews } from '../widgets/services';

export interface IProgress {
  /** Null until the server answered. */
  candidates: readonly CandidateProgress[] | null;
  /** When it did, in milliseconds. */
  at: number;
  error: string | null;
}

/** What tells whether something happened; the time that is left always changes. */
function signature(candidates: readonly CandidateProgress[]): string {
  return JSON.stringify(candidates, (key, value: unknown) =>
    key === 'remainingSeconds' ? undefined : value
  );
}

/** How far the candidates are, asked for again and again while the page is looked at. */
export function useProgress(assignmentId: string): IProgress {
  const { cohorts } = useInterviews();
  const [progress, setProgress] = React.useState<IProgress>({
    candidates: null,
    at: 0,
    error: null
  });
  React.useEffect(() => {
    let timer: number | undefined;
    let current = true;
    let wait: number | null = null;
    let seen = '';
    const ask = async () => {
      let changed = false;
      try {
        const candidates = await cohorts.progress(assignmentId);
        if (!current) {
          return;
        }
        changed = signature(candidates) !== seen;
        seen = signature(candidates);
        setProgress({ candidates, at: Date.now(), error: null });
      } catch (reason) {
        if (!current) {
          return;
        }
        setProgress(before => ({ ...before, error: messageOf(reason) }));
      }
      wait = nextWait(wait, changed);
      timer = window.setTimeout(again, wait);
    };
    // Nobody looks at a page in the background; it asks as soon as somebody does.
    const again = () => {
      window.clearTimeout(timer);
      if (document.visibilityState === 'visible') {
        void ask();
      }
    };
    const back = () => {
      wait = null;
      again();
    };
    document.addEventListener('visibilitychange', back);
    void ask();
    return () => {
      current = false;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', back);
    };
  }, [cohorts, assignmentId]);
  return progress;
}
