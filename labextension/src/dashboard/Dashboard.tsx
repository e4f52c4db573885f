import * as React from 'react';

import type { Analytics } from '../api/protocol';
import { InterviewCard } from '../widgets/InterviewCard';
import { Button, Notice } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { StartForm } from '../widgets/StartForm';
import { Abilities } from './Abilities';
import { HistoryTable } from './HistoryTable';
import { MyData } from './MyData';
import { Phases } from './Phases';
import { Profile } from './Profile';
import { StreakCalendar } from './StreakCalendar';
import { Tiles } from './Tiles';
import { Topics } from './Topics';
import { useAnalytics } from './useAnalytics';
import { WeakSpots } from './WeakSpots';
import { WeeksChart } from './WeeksChart';

const OVER: ReadonlySet<string> = new Set(['completed', 'abandoned']);

/** Where somebody stands: go on, start, look back, and what it all adds up to. */
export function Dashboard(): React.ReactElement {
  const { trans } = useServices();
  const interviews = useInterviews();
  const { profile, list, running, failure } = interviews;
  const { analytics, error, reload } = useAnalytics();
  const again = () => {
    void interviews.refresh();
    reload();
  };
  return (
    <main className="jpi-Dashboard" data-testid="jpi-dashboard">
      <h1>{trans.__('Your interviews')}</h1>
      {(failure ?? error) !== null && (
        <Notice
          tone="error"
          testId="jpi-dashboard-failure"
          title={trans.__('The interview server does not answer')}
          actions={<Button onClick={again}>{trans.__('Try again')}</Button>}
        >
          {failure ?? error}
        </Notice>
      )}
      {profile === null ? (
        failure === null && (
          <p className="jpi-muted" role="status">
            {trans.__('Loading…')}
          </p>
        )
      ) : (
        <div className="jpi-Dashboard-columns">
          <div className="jpi-Dashboard-side">
            {list
              .filter(({ state }) => !OVER.has(state))
              .map(interview => (
                <InterviewCard key={interview.id} interview={interview} />
              ))}
            {running === null && <StartForm profile={profile} />}
            {analytics !== null && (
              <WeakSpots analytics={analytics} profile={profile} />
            )}
            <Profile model={profile.model} />
            <MyData />
          </div>
          <div className="jpi-Dashboard-main">
            {analytics !== null && <Progress analytics={analytics} />}
            <HistoryTable list={list.filter(({ state }) => OVER.has(state))} />
          </div>
        </div>
      )}
    </main>
  );
}

function Progress({ analytics }: { analytics: Analytics }): React.ReactElement {
  const { trans } = useServices();
  if (analytics.days.length === 0) {
    return (
      <Notice
        tone="info"
        testId="jpi-dashboard-empty"
        title={trans.__('Nothing to show yet')}
      >
        {trans.__(
          'Start an interview under “New interview”. Your days of practice, your topics and your time are shown here from the first one on.'
        )}
      </Notice>
    );
  }
  return (
    <>
      <Tiles analytics={analytics} />
      <StreakCalendar analytics={analytics} />
      <Abilities analytics={analytics} />
      <div className="jpi-Dashboard-charts">
        <Topics analytics={analytics} />
        <Phases analytics={analytics} />
      </div>
      <WeeksChart analytics={analytics} />
    </>
  );
}
