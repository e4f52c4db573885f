import * as React from 'react';

import { abilitiesOf } from '../model/abilities';
import type { Room } from '../model/room';
import type { IRoomView, ISubmission } from '../model/view';
import { drafts } from '../store';
import { outcomeWords } from '../words';
import { Section } from './parts';
import { ResultTable } from './ResultTable';
import { useServices } from './services';
import { UnsandboxedBadge } from './Unsandboxed';

type RoomProps = { room: Room; view: IRoomView };

/** The last judged run, or the one being judged, and the candidate's own inputs for the next. */
export function Tests({ room, view }: RoomProps): React.ReactElement {
  const { trans } = useServices();
  const latest = view.submissions[view.submissions.length - 1];
  return (
    <Section
      title={trans.__('Tests')}
      testId="jpi-tests"
      className="jpi-Tests"
      extra={latest && <Outcome submission={latest} />}
    >
      <div className="jpi-Tests-scroll">
        {latest ? (
          <Result key={latest.id} submission={latest} />
        ) : (
          <p className="jpi-muted">
            {trans.__(
              'Run examples or submit a cell: the result of each test is shown here.'
            )}
          </p>
        )}
        <OwnInputs room={room} view={view} />
      </div>
    </Section>
  );
}

function Outcome({
  submission
}: {
  submission: ISubmission;
}): React.ReactElement {
  const { trans } = useServices();
  const { judgement, purpose, place } = submission;
  if (judgement === null) {
    return (
      <span className="jpi-Badge jpi-mod-brand" data-testid="jpi-running">
        {place > 0 ? trans.__('Waiting…') : trans.__('Running…')}
      </span>
    );
  }
  const tone = judgement.verdict === 'accepted' ? 'pass' : 'fail';
  return (
    <span
      className={`jpi-Verdict jpi-mod-${tone}`}
      data-testid="jpi-verdict"
      data-verdict={judgement.verdict}
      data-purpose={purpose}
    >
      {trans.__(
        '%1 · %2/%3',
        outcomeWords(trans, purpose, judgement.verdict),
        judgement.passed,
        judgement.total
      )}
    </span>
  );
}

function Result({
  submission
}: {
  submission: ISubmission;
}): React.ReactElement {
  const { trans } = useServices();
  const { judgement, done, total, place } = submission;
  if (judgement === null) {
    return (
      <div className="jpi-Progress" data-testid="jpi-progress">
        <progress
          aria-label={trans.__('Tests judged')}
          max={total || 1}
          value={total === 0 ? undefined : done}
        />
        <span>
          {place > 0
            ? trans.__('The judge is busy: place %1 in the queue', place)
            : total === 0
              ? trans.__('Waiting for the judge…')
              : trans.__('%1 of %2 tests', done, total)}
        </span>
      </div>
    );
  }
  return (
    <>
      {!judgement.sandboxed && <UnsandboxedBadge />}
      {judgement.message && (
        <pre className="jpi-Message" data-testid="jpi-judgement-message">
          {judgement.message}
        </pre>
      )}
      {judgement.tests.length > 0 && <ResultTable tests={judgement.tests} />}
    </>
  );
}

function OwnInputs({ room, view }: RoomProps): React.ReactElement {
  const { trans } = useServices();
  const [text, setText] = React.useState(() =>
    drafts.load('inputs', room.interviewId)
  );
  const id = React.useId();
  return (
    <details className="jpi-OwnInputs" data-testid="jpi-own-inputs">
      <summary>{trans.__('Your own inputs for Run examples')}</summary>
      <label htmlFor={id}>
        {trans.__('One call a line, its arguments as a JSON array.')}
      </label>
      <textarea
        id={id}
        className="jpi-TextArea jpi-mod-code"
        rows={3}
        spellCheck={false}
        placeholder="[[2, 7, 11, 15], 9]"
        value={text}
        disabled={!abilitiesOf(view).inRoom}
        data-testid="jpi-own-inputs-text"
        onChange={({ target }) => {
          setText(target.value);
          drafts.save('inputs', room.interviewId, target.value);
        }}
      />
    </details>
  );
}
