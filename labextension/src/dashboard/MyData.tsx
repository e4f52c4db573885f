import * as React from 'react';

import { messageOf } from '../interviews';
import { Button, Notice, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';

/** What the server asks for as well. Not translated: it is typed as it stands. */
const WORD = 'delete';

/** What is kept about the candidate: to take along, or to have deleted. */
export function MyData(): React.ReactElement {
  const { trans } = useServices();
  const interviews = useInterviews();
  const [busy, setBusy] = React.useState(false);
  const [asking, setAsking] = React.useState(false);
  const [deleted, setDeleted] = React.useState(false);
  const [error, setError] = React.useState<string | null>(null);

  const attempt = async (work: () => Promise<void>) => {
    if (busy) {
      return;
    }
    setBusy(true);
    setError(null);
    setDeleted(false);
    try {
      await work();
    } catch (reason) {
      setError(messageOf(reason));
    } finally {
      setBusy(false);
    }
  };
  const remove = async () => {
    await interviews.deleteData(WORD);
    setAsking(false);
    setDeleted(true);
  };

  return (
    <Section title={trans.__('Your data')} testId="jpi-data">
      <p className="jpi-muted">
        {trans.__(
          'A zip with everything that is kept about you: account, interviews, transcripts, reports.'
        )}
      </p>
      {error !== null && (
        <Notice tone="error" testId="jpi-data-error">
          {error}
        </Notice>
      )}
      {deleted && (
        <Notice tone="success" testId="jpi-data-deleted">
          {trans.__('Your data was deleted. From here on you begin anew.')}
        </Notice>
      )}
      {asking ? (
        <Confirmation
          busy={busy}
          onBack={() => setAsking(false)}
          onConfirm={() => void attempt(remove)}
        />
      ) : (
        <div className="jpi-Data-actions">
          <Button
            aria-disabled={busy}
            data-testid="jpi-data-export"
            onClick={() => void attempt(() => interviews.saveData())}
          >
            {trans.__('Export my data')}
          </Button>
          <Button
            look="danger"
            aria-disabled={busy}
            data-testid="jpi-data-delete"
            onClick={() => setAsking(!busy)}
          >
            {trans.__('Delete my data')}
          </Button>
        </div>
      )}
    </Section>
  );
}

type ConfirmationProps = {
  busy: boolean;
  onBack: () => void;
  onConfirm: () => void;
};

/** Asks for a typed word, since nothing brings the data back. */
function Confirmation({
  busy,
  onBack,
  onConfirm
}: ConfirmationProps): React.ReactElement {
  const { trans } = useServices();
  const [typed, setTyped] = React.useState('');
  const field = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => field.current?.focus(), []); // the button that had the focus is gone
  const unable = busy || typed.trim().toLowerCase() !== WORD;
  const confirm = (event: React.FormEvent) => {
    event.preventDefault();
    if (!unable) {
      onConfirm();
    }
  };
  return (
    <form className="jpi-Data-confirm" onSubmit={confirm}>
      <p>
        {trans.__(
          'An interview that goes on is ended. Everything that you wrote, ran and submitted is deleted for good, with transcripts, reports and the interview notebooks in your folder.'
        )}
      </p>
      <label>
        {trans.__('Type %1 to confirm', WORD)}
        <input
          type="text"
          ref={field}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          data-testid="jpi-data-word"
          onChange={event => setTyped(event.target.value)}
        />
      </label>
      <div className="jpi-Data-actions">
        <Button onClick={onBack}>{trans.__('Keep my data')}</Button>
        <Button
          type="submit"
          look="danger"
          aria-disabled={unable}
          data-testid="jpi-data-confirm"
        >
          {busy ? trans.__('Deleting…') : trans.__('Delete everything')}
        </Button>
      </div>
    </form>
  );
}
