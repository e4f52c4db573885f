import * as React from 'react';

import { CommandIds } from '../commands';
import { cohortsIcon } from '../icons';
import { AssignmentList } from '../assignments/AssignmentList';
import { History } from './History';
import { InterviewCard } from './InterviewCard';
import { Button, Notice } from './parts';
import { useInterviews, useServices } from './services';
import { ShareScores } from './ShareScores';
import { StartForm } from './StartForm';
import { unsandboxedWords } from './Unsandboxed';

const OVER: ReadonlySet<string> = new Set(['completed', 'abandoned']);

/** The panel outside of an interview: go on, start, look back. */
export function Home(): React.ReactElement {
  const { commands, trans } = useServices();
  const interviews = useInterviews();
  const { profile, list, running, failure } = interviews;
  const unfinished = list.filter(({ state }) => !OVER.has(state));
  return (
    <div className="jpi-Home" data-testid="jpi-home">
      {failure && (
        <Notice
          tone="error"
          testId="jpi-failure"
          title={trans.__('The interview server does not answer')}
          actions={
            <Button
              data-testid="jpi-retry"
              onClick={() => void interviews.refresh()}
            >
              {trans.__('Try again')}
            </Button>
          }
        >
          {failure}
        </Notice>
      )}
      {unfinished.map(interview => (
        <InterviewCard key={interview.id} interview={interview} />
      ))}
      <AssignmentList />
      {profile !== null && running === null && <StartForm profile={profile} />}
      {profile !== null && !profile.sandboxed && (
        <Notice
          tone="warning"
          testId="jpi-unsandboxed-notice"
          title={trans.__('Unsandboxed')}
        >
          {unsandboxedWords(trans)}
        </Notice>
      )}
      {interviews.educates && commands.hasCommand(CommandIds.openCohorts) && (
        <Button
          icon={cohortsIcon}
          data-testid="jpi-open-cohorts"
          onClick={() => void commands.execute(CommandIds.openCohorts)}
        >
          {trans.__('Cohorts you teach')}
        </Button>
      )}
      {profile !== null && (
        <History list={list.filter(({ state }) => OVER.has(state))} />
      )}
      {profile !== null && <ShareScores profile={profile} />}
      {profile === null && failure === null && (
        <p className="jpi-muted" role="status">
          {trans.__('Loading…')}
        </p>
      )}
    </div>
  );
}
