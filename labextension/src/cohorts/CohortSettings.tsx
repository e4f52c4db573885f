import * as React from 'react';

import type { CohortBody } from '../api/protocol';
import { Button, CheckBox, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { Failure, TextField } from './fields';
import { useAttempt } from './useLoaded';

const LONGEST = 120;

type CohortSettingsProps = {
  cohort: CohortBody;
  onChange: (cohort: CohortBody) => void;
};

/** The cohort's name, the Hub's group whose users get in, and whether the model may word its interviews. */
export function CohortSettings({
  cohort,
  onChange
}: CohortSettingsProps): React.ReactElement {
  const { trans } = useServices();
  const { cohorts } = useInterviews();
  const [name, setName] = React.useState(cohort.name);
  const [group, setGroup] = React.useState(cohort.group ?? '');
  const [model, setModel] = React.useState(cohort.model);
  const { busy, error, attempt } = useAttempt();
  const same =
    name.trim() === cohort.name &&
    group.trim() === (cohort.group ?? '') &&
    model === cohort.model;
  const unable = busy || same || name.trim() === '';
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    if (!unable) {
      const body = { name, group: group.trim() || null, model };
      void attempt(async () => onChange(await cohorts.change(cohort.id, body)));
    }
  };
  return (
    <Section title={trans.__('Cohort')} testId="jpi-cohort-settings">
      <form className="jpi-Cohorts-stack" onSubmit={save}>
        <TextField
          label={trans.__('Name')}
          testId="jpi-cohort-rename"
          maxLength={LONGEST}
          value={name}
          onChange={setName}
        />
        <TextField
          label={trans.__('JupyterHub group')}
          testId="jpi-cohort-group"
          maxLength={LONGEST}
          hint={trans.__('Its users are let in when they sign in.')}
          value={group}
          onChange={setGroup}
        />
        <CheckBox
          label={trans.__(
            'A language model may word the turns of this cohort’s interviews.'
          )}
          testId="jpi-cohort-model"
          checked={model}
          onChange={setModel}
        />
        <Failure error={error} />
        <Button
          type="submit"
          aria-disabled={unable}
          data-testid="jpi-cohort-save"
        >
          {trans.__('Save')}
        </Button>
      </form>
    </Section>
  );
}
