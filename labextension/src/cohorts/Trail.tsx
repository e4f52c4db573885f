import * as React from 'react';

import { Button } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { Place, useGo } from './places';

type TrailProps = { to: readonly (readonly [name: string, place: Place])[] };

/** The way back. */
export function Trail({ to }: TrailProps): React.ReactElement {
  const { trans } = useServices();
  const go = useGo();
  return (
    <nav className="jpi-Trail" aria-label={trans.__('Way back')}>
      <Button
        look="quiet"
        data-testid="jpi-trail-cohorts"
        onClick={() => go({ at: 'list' })}
      >
        {trans.__('Cohorts')}
      </Button>
      {to.map(([name, place]) => (
        <React.Fragment key={name}>
          <span aria-hidden="true">›</span>
          <Button
            look="quiet"
            data-testid={`jpi-trail-${place.at}`}
            onClick={() => go(place)}
          >
            {name}
          </Button>
        </React.Fragment>
      ))}
    </nav>
  );
}
