import * as React from 'react';

import { useServices } from '../widgets/services';

type PickedProps = {
  title: string;
  /** Said when nothing is picked. */
  none: string;
  items: readonly (readonly [id: string, name: string])[];
  onChange: (ids: string[]) => void;
};

/** What was picked, in its order; each can be taken away. */
export function Picked({
  title,
  none,
  items,
  onChange
}: PickedProps): React.ReactElement {
  const { trans } = useServices();
  if (items.length === 0) {
    return <p className="jpi-muted">{none}</p>;
  }
  return (
    <div className="jpi-Chips">
      <ol aria-label={title} data-testid="jpi-picked">
        {items.map(([id, name]) => (
          <li key={id}>
            <span>{name}</span>
            <button
              type="button"
              aria-label={trans.__('Remove %1', name)}
              onClick={() =>
                onChange(
                  items.map(([other]) => other).filter(other => other !== id)
                )
              }
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
