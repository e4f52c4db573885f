import * as React from 'react';

import type { Analytics } from '../api/protocol';
import { monthStarts, squares } from '../model/calendar';
import { useServices } from '../widgets/services';
import { dayWords, monthWords } from '../words';
import { Figure } from './Figure';

const WEEKS = 53;
const STEP = 13;
const SIZE = 10;
const TOP = 16;

/** A square a day, a column a week; the fuller, the more interviews. */
export function StreakCalendar({
  analytics
}: {
  analytics: Analytics;
}): React.ReactElement {
  const { trans } = useServices();
  const { today, days, streak } = analytics;
  const year = squares(today, days, WEEKS);
  const practised = trans._n('%1 day', '%1 days', days.length, days.length);
  const current = trans._n('%1 day', '%1 days', streak.current, streak.current);
  const longest = trans._n('%1 day', '%1 days', streak.longest, streak.longest);
  return (
    <Figure
      title={trans.__('Days of practice')}
      testId="jpi-calendar"
      summary={trans.__(
        'Practice on %1 of the last year. Streak: %2 now, %3 at its longest.',
        practised,
        current,
        longest
      )}
      columns={[trans.__('Day'), trans.__('Interviews')]}
      rows={[...days]
        .reverse()
        .map(({ day, interviews }) => [dayWords(day), interviews])}
    >
      <svg
        className="jpi-Calendar"
        viewBox={`0 0 ${WEEKS * STEP} ${TOP + 7 * STEP}`}
        aria-hidden="true"
      >
        {monthStarts(year).map(({ week, day }) => (
          <text key={day} x={week * STEP} y={TOP - 6}>
            {monthWords(day)}
          </text>
        ))}
        {year.map(({ day, week, weekday, interviews, level }) => (
          <rect
            key={day}
            data-level={level}
            x={week * STEP + 1}
            y={TOP + weekday * STEP + 1}
            width={SIZE}
            height={SIZE}
            rx={2}
          >
            <title>{`${dayWords(day)}: ${interviews}`}</title>
          </rect>
        ))}
      </svg>
    </Figure>
  );
}
