import * as React from 'react';

import type { Analytics } from '../api/protocol';
import { useServices } from '../widgets/services';
import { dayWords, monthWords } from '../words';
import { Figure } from './Figure';

const SHOWN = 26;
const WIDTH = 680;
const HEIGHT = 120;
const LEFT = 24;
const BOTTOM = 18;
const TOP = 8;

/** Questions a week: all that were closed as an outline, the accepted ones filled. */
export function WeeksChart({
  analytics
}: {
  analytics: Analytics;
}): React.ReactElement {
  const { trans } = useServices();
  const weeks = analytics.weeks.slice(-SHOWN);
  const most = Math.max(1, ...weeks.map(({ questions }) => questions));
  const step = (WIDTH - LEFT) / SHOWN;
  const height = (count: number) => ((HEIGHT - TOP - BOTTOM) * count) / most;
  const bar = (name: string, index: number, count: number) => (
    <rect
      className={name}
      x={LEFT + index * step + 2}
      y={HEIGHT - BOTTOM - height(count)}
      width={step - 4}
      height={height(count)}
    />
  );
  const sum = (of: (week: Analytics['weeks'][number]) => number) =>
    weeks.reduce((total, week) => total + of(week), 0);
  return (
    <Figure
      title={trans.__('Week by week')}
      testId="jpi-weeks"
      summary={trans.__(
        'Questions by week, over %1 weeks: %2 closed, %3 of them accepted.',
        weeks.length,
        sum(week => week.questions),
        sum(week => week.accepted)
      )}
      columns={[
        trans.__('Week from'),
        trans.__('Interviews'),
        trans.__('Questions'),
        trans.__('Accepted'),
        trans.__('Minutes')
      ]}
      rows={[...weeks]
        .reverse()
        .map(({ start, interviews, questions, accepted, seconds }) => [
          dayWords(start),
          interviews,
          questions,
          accepted,
          Math.round(seconds / 60)
        ])}
    >
      <svg
        className="jpi-Chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        aria-hidden="true"
      >
        {[0, most].map(count => (
          <React.Fragment key={count}>
            <line
              x1={LEFT}
              x2={WIDTH}
              y1={HEIGHT - BOTTOM - height(count)}
              y2={HEIGHT - BOTTOM - height(count)}
            />
            <text
              x={LEFT - 6}
              y={HEIGHT - BOTTOM - height(count) + 4}
              textAnchor="end"
            >
              {count}
            </text>
          </React.Fragment>
        ))}
        {weeks.map(({ start, questions, accepted }, index) => (
          <g key={start}>
            <title>{`${dayWords(start)}: ${accepted}/${questions}`}</title>
            {bar('jpi-mod-all', index, questions)}
            {bar('jpi-mod-accepted', index, accepted)}
            {(index === 0 || start.slice(8) <= '07') && (
              <text x={LEFT + index * step + 2} y={HEIGHT - 4}>
                {monthWords(start)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <p className="jpi-Legend" aria-hidden="true">
        <span className="jpi-Legend-key jpi-mod-accepted" />
        {trans.__('accepted')}
        <span className="jpi-Legend-key jpi-mod-all" />
        {trans.__('closed')}
      </p>
    </Figure>
  );
}
