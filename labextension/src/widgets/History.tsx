import * as React from 'react';

import type { InterviewSummary } from '../api/protocol';
import { dateWords, doneWords, languageName, stateWords } from '../words';
import { Section } from './parts';
import { useServices } from './services';

function Row({
  interview
}: {
  interview: InterviewSummary;
}): React.ReactElement {
  const { interviews, trans } = useServices();
  const { transcriptPath, questionsAccepted, questionsClosed, questionCount } =
    interview;
  const design = interview.kind === 'system_design';
  const facts = (
    <>
      <span className="jpi-History-date">{dateWords(interview.createdAt)}</span>
      <span className="jpi-History-facts">
        {design ? trans.__('System design') : languageName(interview.language)}{' '}
        · {stateWords(trans, interview.state)}
        {!interview.sandboxed && ` · ${trans.__('unsandboxed')}`}
      </span>
      <span
        className="jpi-History-score"
        aria-label={doneWords(trans, interview)}
      >
        {design ? questionsClosed : questionsAccepted}/{questionCount}
      </span>
    </>
  );
  return (
    <li data-testid="jpi-history-item" data-state={interview.state}>
      {transcriptPath === null ? (
        <div className="jpi-History-row">{facts}</div>
      ) : (
        <button
          type="button"
          className="jpi-History-row"
          title={trans.__('Open the transcript')}
          data-testid="jpi-history-transcript"
          onClick={() => interviews.openTranscript(transcriptPath)}
        >
          {facts}
        </button>
      )}
    </li>
  );
}

/** The interviews that are over, newest first. */
export function History({
  list
}: {
  list: readonly InterviewSummary[];
}): React.ReactElement {
  const { trans } = useServices();
  return (
    <Section title={trans.__('History')} testId="jpi-history">
      {list.length === 0 ? (
        <p className="jpi-muted">
          {trans.__('Interviews you finish are listed here.')}
        </p>
      ) : (
        <ul className="jpi-History">
          {list.map(interview => (
            <Row key={interview.id} interview={interview} />
          ))}
        </ul>
      )}
    </Section>
  );
}
