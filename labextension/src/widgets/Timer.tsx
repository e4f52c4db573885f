import * as React from 'react';

import { formatClock, remainingSeconds } from '../model/clock';
import type { IRoomView } from '../model/view';
import { minutesWords } from '../words';
import { useNow, useServices } from './services';

/** The time that is left, by the server's clock. Silent: the marks that matter are announced elsewhere. */
export function Timer({
  view
}: {
  view: IRoomView;
}): React.ReactElement | null {
  const { trans } = useServices();
  const left = remainingSeconds(view, useNow());
  if (left === null) {
    return null;
  }
  const running = view.state?.clockRunning ?? false;
  const urgency = left <= 60 ? 'last' : left <= 600 ? 'low' : 'ample';
  return (
    <span
      className={`jpi-Timer jpi-mod-${urgency}`}
      role="timer"
      aria-live="off"
      aria-label={trans.__('%1 left', minutesWords(trans, left))}
      title={running ? trans.__('Time left') : trans.__('The clock stands')}
      data-testid="jpi-timer"
      data-running={running}
    >
      {formatClock(left)}
    </span>
  );
}
