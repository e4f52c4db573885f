import * as React from 'react';

import type { IRoomView } from '../model/view';
import { useServices } from '../widgets/services';
import { disclosure } from './words';

/** What is recorded of how the interview is sat, and how much was; nothing where nothing is. */
export function Recorded({
  view
}: {
  view: IRoomView;
}): React.ReactElement | null {
  const { trans } = useServices();
  const watch = view.state?.watch;
  if (!watch?.recorded) {
    return null;
  }
  return (
    <details className="jpi-Recorded" data-testid="jpi-recorded">
      <summary>
        <span className="jpi-Recorded-dot" aria-hidden="true" />
        {trans.__(
          'Recorded: lost focus %1, pastes %2',
          watch.focusLost,
          watch.pastes
        )}
      </summary>
      <ul>
        {disclosure(trans).map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
        <li data-testid="jpi-recorded-extensions">
          {watch.extensions.length > 0
            ? trans.__('AI extensions found: %1.', watch.extensions.join(', '))
            : trans.__('No AI extensions were found.')}
        </li>
      </ul>
    </details>
  );
}
