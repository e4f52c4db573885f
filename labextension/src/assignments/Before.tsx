import * as React from 'react';

import type { OwnAssignment } from '../api/protocol';
import { disclosure } from '../integrity/words';
import { messageOf } from '../interviews';
import { Button, Notice } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { languageName } from '../words';
import { PreflightList } from './PreflightList';

/** What a candidate reads, chooses and checks before an attempt; educators preview the same. */
export function Before({
  assignment
}: {
  assignment: OwnAssignment;
}): React.ReactElement {
  const { interviews, trans } = useServices();
  const { id, languages, integrity, standing } = assignment;
  const [language, setLanguage] = React.useState(languages[0]);
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState<string | null>(null);
  const select = React.useId();
  const begin = async () => {
    if (busy) {
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await interviews.sit(id, language);
    } catch (reason) {
      setError(messageOf(reason));
      await interviews.refresh();
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="jpi-Before" data-testid="jpi-before">
      <div className="jpi-Field">
        <label htmlFor={select}>{trans.__('Language')}</label>
        <select
          id={select}
          value={language}
          data-testid="jpi-assignment-language"
          onChange={event => setLanguage(event.target.value)}
        >
          {languages.map(name => (
            <option key={name} value={name}>
              {languageName(name)}
            </option>
          ))}
        </select>
      </div>
      <h4>{trans.__('What is recorded')}</h4>
      <ul className="jpi-Disclosure" data-testid="jpi-disclosure">
        <li>
          {trans.__(
            'What you write, run, submit and say, and which tab holds the interview.'
          )}
        </li>
        {integrity ? (
          disclosure(trans).map(sentence => <li key={sentence}>{sentence}</li>)
        ) : (
          <li>
            {trans.__('Not: focus, pastes and extensions of JupyterLab.')}
          </li>
        )}
      </ul>
      <h4>{trans.__('This computer')}</h4>
      <PreflightList
        key={language}
        language={language}
        mine={assignment.interviews.map(one => one.id)}
      />
      {error && (
        <Notice tone="error" testId="jpi-begin-error">
          {error}
        </Notice>
      )}
      {standing === 'open' && (
        <Button
          look="primary"
          className="jpi-mod-wide"
          aria-disabled={busy}
          data-testid="jpi-begin"
          onClick={() => void begin()}
        >
          {busy ? trans.__('Preparing the room…') : trans.__('Begin now')}
        </Button>
      )}
    </div>
  );
}
