import * as React from 'react';

import type { Analytics } from '../api/protocol';
import { useServices } from '../widgets/services';
import { hoursWords } from '../words';

/** The figures that one looks for first. */
export function Tiles({
  analytics
}: {
  analytics: Analytics;
}): React.ReactElement {
  const { trans } = useServices();
  const { counts, streak } = analytics;
  const tiles: readonly [string, string, string][] = [
    [
      trans.__('Streak'),
      trans._n('%1 day', '%1 days', streak.current, streak.current),
      streak.current > 0 && !streak.practisedToday
        ? trans.__('Practise today to keep it')
        : trans.__('Longest: %1', streak.longest)
    ],
    [
      trans.__('Interviews'),
      String(counts.interviews),
      trans.__('%1 completed', counts.completed)
    ],
    [
      trans.__('Questions accepted'),
      trans.__('%1 of %2', counts.accepted, counts.questions),
      trans.__('%1 attempts', counts.attempts)
    ],
    [
      trans.__('Time in interviews'),
      hoursWords(trans, counts.seconds),
      trans.__('pauses not counted')
    ]
  ];
  return (
    <dl className="jpi-Tiles" data-testid="jpi-tiles">
      {tiles.map(([name, figure, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="jpi-Tiles-figure">{figure}</dd>
          <dd className="jpi-muted">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
