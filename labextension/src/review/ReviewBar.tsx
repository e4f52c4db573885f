import { PathExt } from '@jupyterlab/coreutils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { ReviewFinding } from '../api/protocol';
import { messageOf } from '../interviews';
import { Button } from '../widgets/parts';
import { IServices, ServicesContext, useServices } from '../widgets/services';

/** Above a transcript's cells: whether the file is what was signed, its replay and its report. All of it comes from the server. */
export class ReviewBar extends ReactWidget {
  constructor(
    private readonly services: IServices,
    private readonly context: DocumentRegistry.Context
  ) {
    super();
    this.addClass('jpi-Bar');
    this.addClass('jpi-ReviewBar');
    context.saveState.connect(this.onSave, this);
  }

  protected render(): React.ReactElement {
    return (
      <ServicesContext.Provider value={this.services}>
        <Bar
          path={this.context.localPath}
          key={`${this.context.localPath} ${this.saves}`}
        />
      </ServicesContext.Provider>
    );
  }

  private onSave(_: unknown, state: DocumentRegistry.SaveState): void {
    if (state === 'completed') {
      this.saves += 1;
      this.update();
    }
  }

  private saves = 0;
}

/** By exit code. */
const BADGES = ['jpi-mod-success', 'jpi-mod-error', 'jpi-mod-warning'];

function Bar({ path }: { path: string }): React.ReactElement {
  const { reviews, trans } = useServices();
  const [finding, setFinding] = React.useState<ReviewFinding | null>(null);
  const [error, setError] = React.useState<string | null>(null);
  React.useEffect(() => {
    let shown = true;
    reviews.verify(path).then(
      found => shown && setFinding(found),
      (reason: unknown) => shown && setError(messageOf(reason))
    );
    return () => {
      shown = false;
    };
  }, [reviews, path]);
  const attempt = async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
    } catch (reason) {
      setError(messageOf(reason));
    }
  };
  const words = [
    trans.__('Verified'),
    trans.__('Not as signed'),
    trans.__('Cannot be verified')
  ];
  const code = finding?.exitCode ?? null;
  const sentences = error === null ? (finding?.sentences ?? []) : [error];
  return (
    <div
      className="jpi-Bar-content jpi-Review"
      role="region"
      aria-label={trans.__('Review')}
      data-testid="jpi-review"
    >
      <span
        className={`jpi-Badge ${code === null ? '' : BADGES[code]}`}
        data-testid="jpi-review-badge"
        data-exit-code={code}
      >
        {code === null ? trans.__('Verifying…') : words[code]}
      </span>
      <span className="jpi-Review-text" role="status">
        {sentences.join(' ')}
      </span>
      <Button
        data-testid="jpi-review-replay"
        aria-disabled={code === null || code === 2}
        onClick={() =>
          code !== null &&
          code !== 2 &&
          void attempt(() => reviews.open({ path }, PathExt.basename(path)))
        }
      >
        {trans.__('Replay')}
      </Button>
      <Button
        data-testid="jpi-review-report"
        aria-disabled={code !== 0}
        onClick={() =>
          code === 0 && void attempt(() => reviews.saveReport(path))
        }
      >
        {trans.__('Report (PDF)')}
      </Button>
    </div>
  );
}
