import * as React from 'react';

import type { CandidateProfile, EditedProfile } from '../api/protocol';
import { messageOf } from '../interviews';
import { useInterviews } from '../widgets/services';

const NONE: CandidateProfile = {
  state: 'none',
  skills: [],
  roles: [],
  years: null,
  refined: false,
  resume: null,
  confirmedAt: null
};

export interface IProfileState {
  /** Null until the server answered. */
  profile: CandidateProfile | null;
  /** What is being done. */
  busy: 'reading' | 'saving' | 'deleting' | null;
  /** Why it could not be done, in words for the candidate. */
  error: string | null;
  upload: (file: File, model: boolean) => void;
  confirm: (edited: EditedProfile) => void;
  remove: () => void;
}

/** The candidate's profile as the server has it, one change at a time. */
export function useProfile(): IProfileState {
  const { profiles } = useInterviews();
  const [profile, setProfile] = React.useState<CandidateProfile | null>(null);
  const [busy, setBusy] = React.useState<IProfileState['busy']>(null);
  const [error, setError] = React.useState<string | null>(null);

  React.useEffect(() => {
    let current = true;
    profiles.get().then(
      found => current && setProfile(found),
      (reason: unknown) => current && setError(messageOf(reason))
    );
    return () => {
      current = false;
    };
  }, [profiles]);

  const change = async (
    what: NonNullable<IProfileState['busy']>,
    work: () => Promise<CandidateProfile>
  ) => {
    if (busy !== null) {
      return;
    }
    setBusy(what);
    setError(null);
    try {
      setProfile(await work());
    } catch (reason) {
      setError(messageOf(reason));
    } finally {
      setBusy(null);
    }
  };
  return {
    profile,
    busy,
    error,
    upload: (file, model) =>
      void change('reading', () => profiles.upload(file, model)),
    confirm: edited => void change('saving', () => profiles.confirm(edited)),
    remove: () =>
      void change('deleting', async () => {
        await profiles.delete();
        return NONE;
      })
  };
}
