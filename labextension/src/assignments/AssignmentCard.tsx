import * as React from 'react';

import type { OwnAssignment } from '../api/protocol';
import { FeedbackTable } from '../widgets/FeedbackTable';
import { Button } from '../widgets/parts';
import { useNow, useServices } from '../widgets/services';
import { kindWords, languageName } from '../words';
import { Before } from './Before';
import { ownZone, windowWords } from './windows';
import { durationWords, standingWords, termsWords } from './words';

/** An assignment as its candidates see it. */
export function AssignmentCard({
  assignment
}: {
  assignment: OwnAssignment;
}): React.ReactElement {
  const { trans } = useServices();
  const now = useNow();
  const [open, setOpen] = React.useState(false);
  const { standing, title, cohort, kind, languages, questionCount } =
    assignment;
  const ahead = standing === 'ahead';
  const mayLook = ahead || standing === 'open';
  const done = assignment.interviews.filter(it => it.state === 'completed');
  const last = done[done.length - 1];
  return (
    <div
      className="jpi-Card jpi-Assignment"
      data-testid="jpi-assignment"
      data-standing={standing}
    >
      <div className="jpi-Card-head">
        <strong>{title}</strong>
        <span className={`jpi-Badge jpi-mod-${LOOKS[standing]}`}>
          {standingWords(trans, assignment, now)}
        </span>
      </div>
      <p className="jpi-muted">
        {cohort} · {kindWords(trans, kind)} ·{' '}
        {trans._n('%1 question', '%1 questions', questionCount, questionCount)}{' '}
        · {languages.map(languageName).join(', ')}
      </p>
      <Facts assignment={assignment} />
      {mayLook && (
        <div className="jpi-Card-actions">
          <Button
            look={open || ahead ? 'quiet' : 'primary'}
            aria-expanded={open}
            data-testid="jpi-prepare"
            onClick={() => setOpen(!open)}
          >
            {open
              ? trans.__('Not now')
              : ahead
                ? trans.__('Check this computer')
                : trans.__('Prepare to begin')}
          </Button>
        </div>
      )}
      {mayLook && open && <Before assignment={assignment} />}
      {assignment.released && last && (
        <details data-testid="jpi-assignment-results">
          <summary>{trans.__('Results of the last attempt')}</summary>
          <FeedbackTable interviewId={last.id} />
        </details>
      )}
    </div>
  );
}

function Facts({
  assignment
}: {
  assignment: OwnAssignment;
}): React.ReactElement {
  const { interviews, trans } = useServices();
  const model = assignment.model && (interviews.profile?.model ?? true);
  const { opensAt, closesAt, timeZone } = assignment;
  const locale = document.documentElement.lang || undefined;
  const zones = { own: ownZone(), theirs: timeZone };
  const when = windowWords(opensAt, closesAt, zones, locale);
  return (
    <ul className="jpi-Assignment-facts">
      <li data-testid="jpi-window">{when.own}</li>
      {when.theirs && (
        <li className="jpi-muted" data-testid="jpi-window-theirs">
          {trans.__('For your educators (%1): %2', timeZone, when.theirs)}
        </li>
      )}
      <li>{durationWords(trans, assignment)}</li>
      {termsWords(trans, { ...assignment, model }).map(sentence => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

const LOOKS: Record<OwnAssignment['standing'], string> = {
  ahead: 'plain',
  open: 'brand',
  sitting: 'brand',
  sat: 'plain',
  released: 'brand',
  missed: 'warning'
};
