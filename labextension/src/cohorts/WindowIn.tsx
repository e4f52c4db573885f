import * as React from 'react';

import { windowWords, zoneNames } from '../model/zones';
import { useServices } from '../widgets/services';
import { pageLocale } from '../words';

type WindowInProps = {
  opensAt: string;
  closesAt: string;
  /** The educator's. */
  zone: string;
  /** Where the candidates are; the first that is elsewhere is shown at first. */
  zones: readonly string[];
};

/** A window on the educator's clocks, and on those of a zone that can be chosen. */
export function WindowIn({
  opensAt,
  closesAt,
  zone,
  zones
}: WindowInProps): React.ReactElement {
  const { trans } = useServices();
  const id = React.useId();
  const used = [...new Set(zones)].filter(one => one !== zone).sort();
  const [chosen, setChosen] = React.useState(used[0] ?? 'UTC');
  const all = React.useMemo(() => zoneNames([]), []);
  const words = (where: string) =>
    windowWords(opensAt, closesAt, where, pageLocale());
  return (
    <dl className="jpi-Window" data-testid="jpi-window">
      <dt>{trans.__('For you (%1)', zone)}</dt>
      <dd data-testid="jpi-window-own">{words(zone)}</dd>
      <dt>
        <label htmlFor={id}>{trans.__('For a candidate in')}</label>{' '}
        <select
          id={id}
          value={chosen}
          data-testid="jpi-window-zone"
          onChange={event => setChosen(event.target.value)}
        >
          {used.length > 0 && (
            <optgroup label={trans.__('In this cohort')}>
              {used.map(name => (
                <option key={name}>{name}</option>
              ))}
            </optgroup>
          )}
          <optgroup label={trans.__('All')}>
            {all
              .filter(name => !used.includes(name))
              .map(name => (
                <option key={name}>{name}</option>
              ))}
          </optgroup>
        </select>
      </dt>
      <dd data-testid="jpi-window-other">{words(chosen)}</dd>
    </dl>
  );
}
