import * as React from 'react';

import type { Suggestion } from '../api/protocol';
import { CommandIds } from '../commands';
import { topicWords } from '../words';
import { Button } from './parts';
import { useInterviews, useServices } from './services';

/** Under the next steps: questions on the weak topics that the candidate was never asked, and a way to be asked one. */
export function NextQuestions({
  interviewId
}: {
  interviewId: string;
}): React.ReactElement | null {
  const { commands, trans } = useServices();
  const interviews = useInterviews();
  const [found, setFound] = React.useState<readonly Suggestion[]>([]);
  React.useEffect(() => {
    let shown = true;
    interviews.suggestions(interviewId).then(
      suggestions => shown && setFound(suggestions),
      // The feedback is there without them.
      (reason: unknown) => console.warn('Nothing was suggested.', reason)
    );
    return () => {
      shown = false;
    };
  }, [interviews, interviewId]);
  const unable = interviews.running !== null;
  const practise = (suggestion: Suggestion) => {
    if (!unable) {
      interviews.wish(suggestion);
      void commands.execute(CommandIds.openPanel);
    }
  };
  return found.length === 0 ? null : (
    <ul className="jpi-Weak" data-testid="jpi-suggestions">
      {found.map(suggestion => (
        <li key={`${suggestion.kind} ${suggestion.topic}`}>
          <span>
            <strong>{topicWords(suggestion.topic)}</strong>{' '}
            {trans.__(
              'not asked to you yet: %1',
              suggestion.questions.map(({ title }) => title).join(', ')
            )}
          </span>
          <Button
            aria-disabled={unable}
            aria-label={trans.__(
              'Practise this: %1',
              topicWords(suggestion.topic)
            )}
            data-testid="jpi-suggested"
            onClick={() => practise(suggestion)}
          >
            {trans.__('Practise this')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
