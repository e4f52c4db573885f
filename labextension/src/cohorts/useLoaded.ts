import * as React from 'react';

import { messageOf } from '../interviews';

export interface ILoaded<T> {
  /** Null until the server answered. */
  value: T | null;
  /** Why it did not, in words for the user. */
  error: string | null;
  reload: () => void;
  /** A newer value, from a change that answered with it. */
  set: (value: T) => void;
}

/** What the server answers to `load`, which has to be the same function from one rendering to the next. */
export function useLoaded<T>(load: () => Promise<T>): ILoaded<T> {
  const [value, set] = React.useState<T | null>(null);
  const [error, setError] = React.useState<string | null>(null);
  const [round, setRound] = React.useState(0);
  React.useEffect(() => {
    let current = true;
    load().then(
      found => {
        if (current) {
          set(found);
          setError(null);
        }
      },
      (reason: unknown) => current && setError(messageOf(reason))
    );
    return () => {
      current = false;
    };
  }, [load, round]);
  const reload = React.useCallback(() => setRound(count => count + 1), []);
  return { value, error, reload, set };
}

export interface IAttempt {
  busy: boolean;
  error: string | null;
  /** One at a time; true when it succeeded. */
  attempt: (work: () => Promise<void>) => Promise<boolean>;
}

/** Does what may fail, and keeps the reason. */
export function useAttempt(): IAttempt {
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    if (busy) {
      return false;
    }
    setBusy(true);
    setError(null);
    try {
      await work();
      return true;
    } catch (reason) {
      setError(messageOf(reason));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, attempt };
}
