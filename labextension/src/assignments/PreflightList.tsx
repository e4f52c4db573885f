import * as React from 'react';

import { Button } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { IFinding, preflight } from './checks';
import { placeOf } from './place';
import { checkTitle, findingWords, statusWords } from './words';

type PreflightProps = {
  language: string;
  /** Attempts at the same assignment. */
  mine: readonly string[];
};

/** Tries what an interview needs as soon as it is shown, and again when asked. */
export function PreflightList({
  language,
  mine
}: PreflightProps): React.ReactElement {
  const services = useServices();
  const { trans } = services;
  const [findings, setFindings] = React.useState<readonly IFinding[]>([]);
  const [busy, setBusy] = React.useState(false);
  const running = React.useRef(false);
  const attempts = mine.join();

  const check = React.useCallback(async () => {
    if (running.current) {
      return;
    }
    running.current = true;
    setBusy(true);
    setFindings([]);
    try {
      const place = placeOf(services, attempts.split(','));
      await preflight(place, language, finding =>
        setFindings(found => [...found, finding])
      );
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, [services, language, attempts]);
  React.useEffect(() => void check(), [check]);

  return (
    <div
      className="jpi-Preflight"
      data-testid="jpi-preflight"
      data-done={!busy && findings.length > 0}
    >
      <ul aria-live="polite">
        {findings.map(finding => (
          <li
            key={finding.name}
            data-testid={`jpi-check-${finding.name}`}
            data-status={finding.status}
          >
            <span className={`jpi-Check jpi-mod-${finding.status}`}>
              {statusWords(trans, finding.status)}
            </span>
            <span>
              <strong>{checkTitle(trans, finding.name)}.</strong>{' '}
              {findingWords(trans, finding)}
            </span>
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        aria-disabled={busy}
        data-testid="jpi-check-again"
        onClick={() => void check()}
      >
        {busy ? trans.__('Checking…') : trans.__('Check again')}
      </Button>
    </div>
  );
}
