import * as React from 'react';

import { Button, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { Failure, TextField } from './fields';
import { useGo } from './places';
import { useAttempt, useLoaded } from './useLoaded';

const LONGEST = 120;

/** The cohorts that the user teaches, and founding one. */
export function CohortList(): React.ReactElement {
  const { trans } = useServices();
  const { cohorts, profile } = useInterviews();
  const go = useGo();
  const load = React.useCallback(() => cohorts.list(), [cohorts]);
  const { value, error, reload } = useLoaded(load);
  const taught = value?.filter(({ part }) => part === 'educator');
  return (
    <>
      <h1>{trans.__('Cohorts')}</h1>
      <Failure error={error} onRetry={reload} />
      <Section title={trans.__('Taught by you')} testId="jpi-cohort-list">
        {taught === undefined && error === null && (
          <p className="jpi-muted" role="status">
            {trans.__('Loading…')}
          </p>
        )}
        {taught?.length === 0 && (
          <p className="jpi-muted">{trans.__('You teach no cohort yet.')}</p>
        )}
        <ul className="jpi-Cohorts-list">
          {taught?.map(({ id, name }) => (
            <li key={id}>
              <Button
                look="quiet"
                data-testid="jpi-cohort-open"
                onClick={() => go({ at: 'cohort', cohort: id })}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      </Section>
      {profile !== null && profile.role !== 'candidate' && <Founding />}
    </>
  );
}

function Founding(): React.ReactElement {
  const { trans } = useServices();
  const interviews = useInterviews();
  const go = useGo();
  const [name, setName] = React.useState('');
  const { busy, error, attempt } = useAttempt();
  const unable = busy || name.trim() === '';
  const found = (event: React.FormEvent) => {
    event.preventDefault();
    if (!unable) {
      void attempt(async () => {
        const { id } = await interviews.cohorts.found(name);
        go({ at: 'cohort', cohort: id });
      });
    }
  };
  return (
    <Section title={trans.__('Found a cohort')} testId="jpi-found">
      <form className="jpi-Cohorts-line" onSubmit={found}>
        <TextField
          label={trans.__('Name')}
          testId="jpi-found-name"
          maxLength={LONGEST}
          value={name}
          onChange={setName}
        />
        <Button
          type="submit"
          look="primary"
          aria-disabled={unable}
          data-testid="jpi-found-button"
        >
          {trans.__('Found it')}
        </Button>
      </form>
      <Failure error={error} />
    </Section>
  );
}
