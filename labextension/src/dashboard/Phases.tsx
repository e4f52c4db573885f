import * as React from 'react';

import type { Analytics, PhaseTime } from '../api/protocol';
import { useServices } from '../widgets/services';
import { kindWords, phaseWords } from '../words';
import { Bars } from './Bars';
import { EmptyFigure, Figure } from './Figure';

const ORDER: readonly PhaseTime['phase'][] = [
  'solving',
  'discussion',
  'requirements',
  'estimation',
  'design',
  'deep_dives',
  'between'
];

/** Minutes that a phase takes, on average. */
export function Phases({
  analytics
}: {
  analytics: Analytics;
}): React.ReactElement {
  const { trans } = useServices();
  const title = trans.__('Time by phase');
  const phases = [...analytics.phases].sort(
    (a, b) =>
      a.kind.localeCompare(b.kind) ||
      ORDER.indexOf(a.phase) - ORDER.indexOf(b.phase)
  );
  if (phases.length === 0) {
    return (
      <EmptyFigure title={title} testId="jpi-phases">
        {trans.__(
          'How long you solve and discuss is shown after an interview.'
        )}
      </EmptyFigure>
    );
  }
  const kinds = new Set(phases.map(({ kind }) => kind));
  const name = ({ kind, phase }: PhaseTime) =>
    kinds.size > 1
      ? `${kindWords(trans, kind)}: ${phaseWords(trans, phase)}`
      : phaseWords(trans, phase);
  const minutes = ({ seconds, times }: PhaseTime) => seconds / times / 60;
  const longest = Math.max(...phases.map(minutes));
  const said = (phase: PhaseTime) => minutes(phase).toFixed(1);
  return (
    <Figure
      title={title}
      testId="jpi-phases"
      summary={phases
        .map(phase =>
          trans.__('%1: %2 minutes on average.', name(phase), said(phase))
        )
        .join(' ')}
      columns={[
        trans.__('Phase'),
        trans.__('Minutes on average'),
        trans.__('Times'),
        trans.__('Minutes in all')
      ]}
      rows={phases.map(phase => [
        name(phase),
        said(phase),
        phase.times,
        Math.round(phase.seconds / 60)
      ])}
    >
      <Bars
        bars={phases.map(phase => ({
          label: name(phase),
          share: longest > 0 ? minutes(phase) / longest : 0,
          text: trans.__('%1 min', said(phase))
        }))}
      />
    </Figure>
  );
}
