import * as React from 'react';

import { formatClock, stepSeconds } from '../model/clock';
import type { IRoomView } from '../model/view';
import { stepTitles } from '../words';
import { Section } from './parts';
import { useNow, useServices } from './services';

/** The four steps of a system-design question: which are done, which is open, and what is left of its time. */
export function Steps({ view }: { view: IRoomView }): React.ReactElement {
  const { trans } = useServices();
  const { state } = view;
  const closed = state?.stepsClosed ?? 0;
  return (
    <Section
      title={trans.__('Steps')}
      testId="jpi-steps"
      className="jpi-Steps"
      extra={state?.step && <StepTime view={view} />}
    >
      <ol className="jpi-Steps-list">
        {stepTitles(trans).map((title, index) => {
          const standing =
            index < closed
              ? 'done'
              : state?.step?.number === index + 1
                ? 'open'
                : 'ahead';
          return (
            <li
              key={title}
              className={`jpi-mod-${standing}`}
              aria-current={standing === 'open' ? 'step' : undefined}
              data-testid="jpi-step"
              data-standing={standing}
            >
              {title}
              {standing === 'done' && (
                <span className="jpi-muted"> {trans.__('(done)')}</span>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** What is left of the open step's share; beyond it, by how much it is over. */
function StepTime({ view }: { view: IRoomView }): React.ReactElement | null {
  const { trans } = useServices();
  const left = stepSeconds(view, useNow());
  const minutes = view.state?.step?.minutes ?? 0;
  if (left === null) {
    return null;
  }
  return (
    <span
      className={`jpi-Badge jpi-mod-${left < 0 ? 'warning' : 'brand'}`}
      data-testid="jpi-step-time"
    >
      {left < 0
        ? trans.__('%1 over %2 min', formatClock(-left), minutes)
        : trans.__('%1 of %2 min', formatClock(left), minutes)}
    </span>
  );
}
