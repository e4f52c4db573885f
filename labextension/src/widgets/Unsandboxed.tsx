import * as React from 'react';

import { useServices } from './services';

/** The badge of a room whose code runs without a container, and on demand what that means. */
export function UnsandboxedBadge(): React.ReactElement {
  const { trans } = useServices();
  const [open, setOpen] = React.useState(false);
  const id = React.useId();
  return (
    <span className="jpi-Unsandboxed">
      <button
        type="button"
        className="jpi-Badge jpi-mod-warning"
        aria-expanded={open}
        aria-controls={id}
        data-testid="jpi-unsandboxed"
        onClick={() => setOpen(!open)}
      >
        {trans.__('unsandboxed')}
      </button>
      <span
        id={id}
        className="jpi-Unsandboxed-why"
        role="status"
        hidden={!open}
      >
        {unsandboxedWords(trans)}
      </span>
    </span>
  );
}

export function unsandboxedWords(
  trans: ReturnType<typeof useServices>['trans']
): string {
  return trans.__(
    'No container engine with the interview image was found, so your code runs as an ordinary process on this machine with limits on time and memory only. “jupyter interview doctor” says what is missing. Verdicts say so, and they do not count for an assignment.'
  );
}
