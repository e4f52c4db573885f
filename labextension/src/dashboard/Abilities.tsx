import * as React from 'react';

import type { AbilityTrack, Analytics } from '../api/protocol';
import { placeBand } from '../model/band';
import { useServices } from '../widgets/services';
import { dateWords, dayWords, topicWords } from '../words';
import { EmptyFigure, Figure } from './Figure';

const WIDTH = 680;
const FRAME = { left: 28, right: WIDTH - 8, top: 8, bottom: 122 };
const HEIGHT = 140;

/** What is known of the ability after each interview, in general or in a topic, and how surely. */
export function Abilities({
  analytics
}: {
  analytics: Analytics;
}): React.ReactElement {
  const { trans } = useServices();
  const id = React.useId();
  const [chosen, setChosen] = React.useState('');
  const title = trans.__('Ability over time');
  const { abilities } = analytics;
  const track =
    abilities.find(({ topic }) => (topic ?? '') === chosen) ?? abilities[0];
  if (track === undefined) {
    return (
      <EmptyFigure title={title} testId="jpi-abilities">
        {trans.__(
          'Submit an answer in an algorithms interview: it is estimated here after the question is closed.'
        )}
      </EmptyFigure>
    );
  }
  const name = (topic: string | null) =>
    topic === null ? trans.__('In general') : topicWords(topic);
  const { points } = track;
  const last = points[points.length - 1];
  return (
    <Figure
      title={title}
      testId="jpi-abilities"
      extra={
        <div className="jpi-Field">
          <label htmlFor={id} className="jpi-forReaders">
            {trans.__('Topic')}
          </label>
          <select
            id={id}
            value={track.topic ?? ''}
            data-testid="jpi-ability-topic"
            onChange={event => setChosen(event.target.value)}
          >
            {abilities.map(({ topic }) => (
              <option key={topic ?? ''} value={topic ?? ''}>
                {name(topic)}
              </option>
            ))}
          </select>
        </div>
      }
      summary={trans.__(
        '%1, after %2 interviews: %3, give or take %4. The average candidate has 0.',
        name(track.topic),
        points.length,
        last.mean.toFixed(2),
        last.sd.toFixed(2)
      )}
      columns={[
        trans.__('After the question of'),
        trans.__('Ability'),
        trans.__('Give or take')
      ]}
      rows={[...points]
        .reverse()
        .map(({ at, mean, sd }) => [
          dateWords(at),
          mean.toFixed(2),
          sd.toFixed(2)
        ])}
    >
      <Picture track={track} />
      <p className="jpi-Legend" aria-hidden="true">
        <span className="jpi-Legend-key jpi-mod-band" />
        {trans.__(
          'one standard deviation of doubt to both sides; the average candidate has 0'
        )}
      </p>
    </Figure>
  );
}

function Picture({ track }: { track: AbilityTrack }): React.ReactElement {
  const { points, ticks } = placeBand(track.points, FRAME);
  const line = points.map(({ x, mean }) => `${x},${mean}`).join(' ');
  const edge = [
    ...points.map(({ x, high }) => `${x},${high}`),
    ...[...points].reverse().map(({ x, low }) => `${x},${low}`)
  ].join(' ');
  const ends = [track.points[0], track.points[track.points.length - 1]];
  return (
    <svg
      className="jpi-Chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      {ticks.map(({ value, y }) => (
        <React.Fragment key={value}>
          <line
            className={value === 0 ? 'jpi-mod-zero' : ''}
            x1={FRAME.left}
            x2={FRAME.right}
            y1={y}
            y2={y}
          />
          <text x={FRAME.left - 6} y={y + 4} textAnchor="end">
            {value}
          </text>
        </React.Fragment>
      ))}
      <polygon className="jpi-mod-band" points={edge} />
      <polyline className="jpi-mod-mean" points={line} />
      {points.map(({ x, mean, low, high }, index) => (
        <g key={track.points[index].at}>
          <line className="jpi-mod-doubt" x1={x} x2={x} y1={low} y2={high} />
          <circle cx={x} cy={mean} r={3} />
        </g>
      ))}
      {points.length > 1 &&
        ends.map(({ at }, index) => (
          <text
            key={index}
            x={index === 0 ? FRAME.left : FRAME.right}
            y={HEIGHT - 4}
            textAnchor={index === 0 ? 'start' : 'end'}
          >
            {dayWords(at.slice(0, 10))}
          </text>
        ))}
    </svg>
  );
}
