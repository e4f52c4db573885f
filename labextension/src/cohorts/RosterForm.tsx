import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { CohortBody } from '../api/protocol';
import { readRoster } from '../model/roster';
import type { RosterProblem } from '../model/roster';
import { Button, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { Failure } from './fields';
import { useAttempt } from './useLoaded';

const SHOWN = 8;
const EXAMPLE = 'login,extra_time,pauses\nada@example.org,0.25,yes';

type RosterFormProps = {
  cohort: CohortBody;
  onChange: (cohort: CohortBody) => void;
};

function problemWords(
  trans: TranslationBundle,
  problem: RosterProblem
): string {
  const words: Record<RosterProblem, string> = {
    heading: trans.__('the first line names the columns, one of them “login”'),
    login: trans.__('there is no login'),
    extra_time: trans.__('extra time is a share from 0 to 2, such as 0.25'),
    pauses: trans.__('pauses is yes or no')
  };
  return words[problem];
}

/** Enrolment by CSV: a file, or pasted. */
export function RosterForm({
  cohort,
  onChange
}: RosterFormProps): React.ReactElement {
  const { trans } = useServices();
  const { cohorts } = useInterviews();
  const id = React.useId();
  const file = React.useRef<HTMLInputElement>(null);
  const [text, setText] = React.useState('');
  const [enrolled, setEnrolled] = React.useState(0);
  const { busy, error, attempt } = useAttempt();
  const roster = React.useMemo(() => readRoster(text), [text]);
  const unable = busy || roster.people === 0 || roster.errors.length > 0;
  const write = (written: string) => {
    setText(written);
    setEnrolled(0);
  };
  const enrol = (event: React.FormEvent) => {
    event.preventDefault();
    if (!unable) {
      void attempt(async () => {
        onChange(await cohorts.enrol(cohort.id, roster.csv));
        write('');
        setEnrolled(roster.people);
      });
    }
  };
  const choose = (event: React.ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    event.target.value = ''; // or the same file could not be chosen again
    if (chosen !== undefined) {
      void attempt(async () => write(await chosen.text()));
    }
  };
  return (
    <Section title={trans.__('Enrol by roster')} testId="jpi-roster">
      <form className="jpi-Cohorts-stack" onSubmit={enrol}>
        <label htmlFor={id}>
          {trans.__(
            'CSV with the columns login and, where wanted, extra_time and pauses; or one login a line'
          )}
        </label>
        <textarea
          id={id}
          className="jpi-TextArea jpi-mod-code"
          rows={6}
          spellCheck={false}
          placeholder={EXAMPLE}
          value={text}
          data-testid="jpi-roster-text"
          aria-describedby={`${id}-said`}
          onChange={event => write(event.target.value)}
        />
        <div id={`${id}-said`} role="status" data-testid="jpi-roster-said">
          {enrolled > 0 &&
            trans._n(
              '%1 person enrolled.',
              '%1 people enrolled.',
              enrolled,
              enrolled
            )}
          {roster.people > 0 &&
            roster.errors.length === 0 &&
            trans._n('%1 person', '%1 people', roster.people, roster.people)}
          {roster.errors.length > 0 && (
            <ul className="jpi-Problem">
              {roster.errors.slice(0, SHOWN).map(({ line, problem }) => (
                <li key={line}>
                  {trans.__('Line %1: %2', line, problemWords(trans, problem))}
                </li>
              ))}
              {roster.errors.length > SHOWN && (
                <li>
                  {trans.__('and %1 lines more', roster.errors.length - SHOWN)}
                </li>
              )}
            </ul>
          )}
        </div>
        <Failure error={error} />
        <div className="jpi-Data-actions">
          <Button
            type="submit"
            look="primary"
            aria-disabled={unable}
            data-testid="jpi-roster-enrol"
          >
            {trans.__('Enrol')}
          </Button>
          <Button onClick={() => file.current?.click()}>
            {trans.__('Read a file…')}
          </Button>
          <input
            ref={file}
            type="file"
            hidden
            accept=".csv,text/csv,text/plain"
            data-testid="jpi-roster-file"
            onChange={choose}
          />
        </div>
      </form>
    </Section>
  );
}
