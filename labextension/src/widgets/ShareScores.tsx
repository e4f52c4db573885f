import * as React from 'react';

import type { UserProfile } from '../api/protocol';
import { messageOf } from '../interviews';
import { CheckBox, Notice } from './parts';
import { useServices } from './services';

/** Whether the scores may be used to measure the questions. It shows what the server keeps, never what was only clicked. */
export function ShareScores({
  profile
}: {
  profile: UserProfile;
}): React.ReactElement {
  const { interviews, trans } = useServices();
  const [error, setError] = React.useState<string | null>(null);

  const change = async (shares: boolean) => {
    setError(null);
    try {
      await interviews.shareScores(shares);
    } catch (reason) {
      setError(messageOf(reason));
    }
  };

  return (
    <>
      <CheckBox
        label={trans.__(
          'Let the scores of my interviews, past ones too, help to measure how hard the questions are. Names, code and messages are not used.'
        )}
        testId="jpi-share-scores"
        checked={profile.sharesScores}
        onChange={shares => void change(shares)}
      />
      {error && (
        <Notice tone="error" testId="jpi-share-scores-error">
          {error}
        </Notice>
      )}
    </>
  );
}
