import * as React from 'react';

import type { InterviewSummary } from '../api/protocol';
import { messageOf } from '../interviews';
import { EVERYTHING, doneOf, fits, outcomeOf } from '../model/history';
import { Button, Notice, Section } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { dateWords, historyWords, kindWords, languageName } from '../words';
import { HistoryFilter } from './HistoryFilter';
import { HistoryFeedback } from './HistoryFeedback';

const COLUMNS = 5;
/** The server lists no more. */
const LISTED = 200;

function Row({
  interview
}: {
  interview: InterviewSummary;
}): React.ReactElement {
  const { interviews, reviews, trans } = useServices();
  const [open, setOpen] = React.useState(false);
  const [error, setError] = React.useState<string | null>(null);
  const { id, createdAt, kind, language, titles, transcriptPath } = interview;
  const date = dateWords(createdAt);
  const attempt = async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
    } catch (reason) {
      setError(messageOf(reason));
    }
  };
  return (
    <>
      <tr data-testid="jpi-history-row" data-outcome={outcomeOf(interview)}>
        <th scope="row">{date}</th>
        <td>
          {kind === 'system_design'
            ? kindWords(trans, kind)
            : languageName(language)}
          {!interview.sandboxed && (
            <div className="jpi-muted">{trans.__('unsandboxed')}</div>
          )}
        </td>
        <td>{titles.join(', ') || trans.__('No question was reached')}</td>
        <td>
          {historyWords(trans, outcomeOf(interview))}
          <div className="jpi-muted">
            {trans.__('%1 of %2', doneOf(interview), interview.questionCount)}
          </div>
        </td>
        <td>
          <div className="jpi-HistoryTable-actions">
            {transcriptPath !== null && (
              <Button
                look="quiet"
                data-testid="jpi-open-transcript"
                aria-label={trans.__('Open the transcript of %1', date)}
                onClick={() => interviews.openTranscript(transcriptPath)}
              >
                {trans.__('Transcript')}
              </Button>
            )}
            {transcriptPath !== null && (
              <Button
                look="quiet"
                data-testid="jpi-open-replay"
                aria-label={trans.__('Replay the interview of %1', date)}
                onClick={() =>
                  void attempt(() => reviews.open({ interview: id }, date))
                }
              >
                {trans.__('Replay')}
              </Button>
            )}
            <Button
              look="quiet"
              data-testid="jpi-open-feedback"
              aria-expanded={open}
              aria-label={trans.__('Feedback on the interview of %1', date)}
              onClick={() => setOpen(!open)}
            >
              {trans.__('Feedback')}
            </Button>
            <Button
              look="quiet"
              data-testid="jpi-history-report"
              aria-label={trans.__('Save the report of %1 as PDF', date)}
              onClick={() => void attempt(() => interviews.saveReport(id))}
            >
              {trans.__('Report')}
            </Button>
          </div>
        </td>
      </tr>
      {error && (
        <tr>
          <td colSpan={COLUMNS}>
            <Notice tone="error" testId="jpi-report-error">
              {error}
            </Notice>
          </td>
        </tr>
      )}
      {open && (
        <tr>
          <td colSpan={COLUMNS}>
            <HistoryFeedback interviewId={id} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The interviews that are over, narrowed by what one looks for, each with what it left. */
export function HistoryTable({
  list
}: {
  list: readonly InterviewSummary[];
}): React.ReactElement {
  const { trans } = useServices();
  const [filter, setFilter] = React.useState(EVERYTHING);
  const shown = list.filter(interview => fits(interview, filter));
  return (
    <Section title={trans.__('History')} testId="jpi-history-table">
      {list.length === 0 ? (
        <p className="jpi-muted">
          {trans.__(
            'Interviews you finish are listed here, with transcripts, replays, feedback and reports.'
          )}
        </p>
      ) : (
        <>
          <HistoryFilter list={list} filter={filter} onChange={setFilter} />
          <p
            className="jpi-muted"
            role="status"
            data-testid="jpi-history-count"
          >
            {shown.length === 0
              ? trans.__('No interview fits. Change or empty a field above.')
              : trans.__('%1 of %2 interviews', shown.length, list.length)}
            {list.length >= LISTED &&
              ` ${trans.__('Older ones than the newest %1 are not listed.', LISTED)}`}
          </p>
          {shown.length > 0 && (
            <div className="jpi-HistoryTable-scroll">
              <table className="jpi-HistoryTable">
                <thead>
                  <tr>
                    <th scope="col">{trans.__('Date')}</th>
                    <th scope="col">{trans.__('Kind')}</th>
                    <th scope="col">{trans.__('Questions')}</th>
                    <th scope="col">{trans.__('Outcome')}</th>
                    <th scope="col">{trans.__('Open')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map(interview => (
                    <Row key={interview.id} interview={interview} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Section>
  );
}
