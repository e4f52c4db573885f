import * as React from 'react';
import { PageConfig } from '@jupyterlab/coreutils';

import type { CohortBody, InvitationBody } from '../api/protocol';
import { Button, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { dateWords } from '../words';
import { Failure } from './fields';
import { invitationLink } from './joining';
import { useAttempt } from './useLoaded';

/** A link that lets in whoever follows it: made here, shown once. */
export function Invitation({
  cohort
}: {
  cohort: CohortBody;
}): React.ReactElement {
  const { trans } = useServices();
  const { cohorts } = useInterviews();
  const id = React.useId();
  const [made, setMade] = React.useState<InvitationBody | null>(null);
  const [said, setSaid] = React.useState('');
  const { busy, error, attempt } = useAttempt();
  const link =
    made === null ? '' : invitationLink(PageConfig.getBaseUrl(), made.token);
  const invite = async () => {
    setMade(await cohorts.invite(cohort.id));
    setSaid('');
  };
  const withdraw = async () => {
    await cohorts.withdraw(cohort.id);
    setMade(null);
    setSaid(trans.__('No invitation is valid any more.'));
  };
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setSaid(trans.__('Copied.'));
  };
  return (
    <Section title={trans.__('Invite by link')} testId="jpi-invitation">
      <div className="jpi-Cohorts-stack">
        {made === null ? (
          <p className="jpi-muted">
            {trans.__(
              'Whoever opens the link and signs in becomes a candidate. It is shown once.'
            )}
          </p>
        ) : (
          <>
            <label htmlFor={id}>
              {trans.__('Valid until %1', dateWords(made.expiresAt))}
            </label>
            <input
              id={id}
              className="jpi-TextArea jpi-mod-code"
              readOnly
              value={link}
              data-testid="jpi-invitation-link"
              onFocus={event => event.target.select()}
            />
          </>
        )}
        <div className="jpi-Data-actions">
          {made !== null && (
            <Button
              look="primary"
              data-testid="jpi-invitation-copy"
              onClick={() => void attempt(copy)}
            >
              {trans.__('Copy the link')}
            </Button>
          )}
          <Button
            aria-disabled={busy}
            data-testid="jpi-invitation-make"
            onClick={() => void attempt(invite)}
          >
            {made === null ? trans.__('Make a link') : trans.__('Make another')}
          </Button>
          <Button
            look="quiet"
            aria-disabled={busy}
            data-testid="jpi-invitation-withdraw"
            onClick={() => void attempt(withdraw)}
          >
            {trans.__('Withdraw all links')}
          </Button>
        </div>
        <p className="jpi-muted" role="status">
          {said}
        </p>
        <Failure error={error} />
      </div>
    </Section>
  );
}
