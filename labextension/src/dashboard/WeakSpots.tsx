import * as React from 'react';

import type { Analytics, UserProfile } from '../api/protocol';
import { messageOf } from '../interviews';
import { Button, Notice, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { topicWords } from '../words';

const MINUTES = 30;

/** What practice would help most, each with an interview on it. */
export function WeakSpots({
  analytics,
  profile
}: {
  analytics: Analytics;
  profile: UserProfile;
}): React.ReactElement {
  const { trans } = useServices();
  const interviews = useInterviews();
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState<string | null>(null);
  const { weakTopics, topics } = analytics;
  const unable = busy || interviews.running !== null;

  const practise = async (topic: string) => {
    if (unable) {
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await interviews.start({
        kind: 'dsa',
        language: languageFor(profile, interviews.list),
        durationMinutes: MINUTES,
        questionCount: 1,
        topics: [topic]
      });
    } catch (reason) {
      setError(messageOf(reason));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title={trans.__('Weak spots')} testId="jpi-weak">
      {weakTopics.length === 0 && (
        <p className="jpi-muted">
          {trans.__(
            'None so far. A topic is listed here when it was asked twice or more and less than half of it was accepted.'
          )}
        </p>
      )}
      <ul className="jpi-Weak">
        {weakTopics.map(topic => {
          const one = topics.find(other => other.topic === topic);
          return (
            <li key={topic}>
              <span>
                <strong>{topicWords(topic)}</strong>{' '}
                {trans.__(
                  '%1 of %2 accepted',
                  one?.accepted ?? 0,
                  one?.asked ?? 0
                )}
              </span>
              <Button
                aria-disabled={unable}
                aria-label={trans.__('Practise this: %1', topicWords(topic))}
                data-testid="jpi-practise"
                onClick={() => void practise(topic)}
              >
                {trans.__('Practise this')}
              </Button>
            </li>
          );
        })}
      </ul>
      {weakTopics.length > 0 && (
        <p className="jpi-muted">
          {interviews.running === null
            ? trans.__('One question on the topic, %1 minutes.', MINUTES)
            : trans.__('Finish the interview that runs first.')}
        </p>
      )}
      {error && (
        <Notice tone="error" testId="jpi-practise-error">
          {error}
        </Notice>
      )}
    </Section>
  );
}

/** The one last used, if a new interview can be in it. */
function languageFor(
  profile: UserProfile,
  list: readonly { kind: string; language: string }[]
): string {
  const last = list.find(({ kind }) => kind === 'dsa')?.language ?? '';
  return profile.languages.includes(last) ? last : (profile.languages[0] ?? '');
}
