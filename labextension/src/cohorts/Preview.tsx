import * as React from 'react';

import type { Assignment } from '../api/cohorts';
import { AssignmentPreview } from '../assignments/AssignmentPreview';
import { Button, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { languageName } from '../words';
import { Failure, SelectField } from './fields';
import { useAttempt } from './useLoaded';

/** The interview as a candidate would sit it, whenever and however often; it counts for nobody. */
export function Preview({
  assignment: { id, terms }
}: {
  assignment: Assignment;
}): React.ReactElement {
  const { trans } = useServices();
  const interviews = useInterviews();
  const [language, setLanguage] = React.useState(terms.languages[0]);
  const { busy, error, attempt } = useAttempt();
  const unable = busy || interviews.running !== null;
  return (
    <Section title={trans.__('Preview')} testId="jpi-preview">
      <div className="jpi-Cohorts-stack">
        <p className="jpi-muted">
          {trans.__(
            'Opens the room as a candidate sees it. A preview may be sat before the window opens, and counts for nobody.'
          )}
        </p>
        <AssignmentPreview id={id} />
        {terms.languages.length > 1 && (
          <SelectField
            label={trans.__('Language')}
            testId="jpi-preview-language"
            value={language}
            onChange={setLanguage}
          >
            {terms.languages.map(name => (
              <option key={name} value={name}>
                {languageName(name)}
              </option>
            ))}
          </SelectField>
        )}
        {interviews.running !== null && (
          <p className="jpi-muted" role="status">
            {trans.__('End the interview that you are in before another one.')}
          </p>
        )}
        <Failure error={error} />
        <Button
          aria-disabled={unable}
          data-testid="jpi-preview-start"
          onClick={() =>
            unable || void attempt(() => interviews.sit(id, language))
          }
        >
          {busy ? trans.__('Preparing the room…') : trans.__('Start a preview')}
        </Button>
      </div>
    </Section>
  );
}
