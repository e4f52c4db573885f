import * as React from 'react';

import type { ChangeMember, CohortBody, MemberBody } from '../api/protocol';
import { Button, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { Failure } from './fields';
import { useAttempt } from './useLoaded';

const MOST_PERCENT = 200;

type MembersProps = {
  cohort: CohortBody;
  onChange: (cohort: CohortBody) => void;
};

/** Who is in the cohort; what each is and is granted is edited where it stands. */
export function Members({
  cohort,
  onChange
}: MembersProps): React.ReactElement {
  const { trans } = useServices();
  const { cohorts } = useInterviews();
  const { busy, error, attempt } = useAttempt();
  const change = (work: () => Promise<CohortBody>) =>
    attempt(async () => onChange(await work()));
  return (
    <Section title={trans.__('Members')} testId="jpi-members">
      <Failure error={error} />
      <div className="jpi-HistoryTable-scroll">
        <table className="jpi-HistoryTable">
          <thead>
            <tr>
              <th scope="col">{trans.__('Name')}</th>
              <th scope="col">{trans.__('Part')}</th>
              <th scope="col">{trans.__('Extra time, %')}</th>
              <th scope="col">{trans.__('May pause')}</th>
              <th scope="col">{trans.__('Time zone')}</th>
              <th scope="col">{trans.__('Take out')}</th>
            </tr>
          </thead>
          <tbody>
            {cohort.members.map(member => (
              <Row
                key={member.userId}
                member={member}
                busy={busy}
                onGrant={granted =>
                  change(() => cohorts.grant(cohort.id, member.userId, granted))
                }
                onRemove={() =>
                  change(() => cohorts.remove(cohort.id, member.userId))
                }
              />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

type RowProps = {
  member: MemberBody;
  busy: boolean;
  /** Answers whether it succeeded. */
  onGrant: (granted: ChangeMember) => Promise<boolean>;
  onRemove: () => Promise<boolean>;
};

function Row({
  member,
  busy,
  onGrant,
  onRemove
}: RowProps): React.ReactElement {
  const { trans } = useServices();
  const { name, part, extraTime, pauses, timeZone } = member;
  const shown = String(Math.round(extraTime * 100));
  const [percent, setPercent] = React.useState(shown);
  const [leaving, setLeaving] = React.useState(false);
  React.useEffect(() => setPercent(shown), [shown]);
  const grant = (changed: ChangeMember) =>
    onGrant({ part, extraTime, pauses, ...changed });
  // Saved on leaving the field: half a number typed is no wish.
  const grantTime = async () => {
    const wished = Number(percent);
    const fits = percent !== '' && wished >= 0 && wished <= MOST_PERCENT;
    if (
      !fits ||
      (percent !== shown && !(await grant({ extraTime: wished / 100 })))
    ) {
      setPercent(shown);
    }
  };
  return (
    <tr data-testid="jpi-member">
      <th scope="row">{name}</th>
      <td>
        <select
          value={part}
          aria-label={trans.__('Part of %1', name)}
          data-testid="jpi-member-part"
          onChange={event =>
            void grant({ part: event.target.value as MemberBody['part'] })
          }
        >
          <option value="candidate">{trans.__('Candidate')}</option>
          <option value="educator">{trans.__('Educator')}</option>
        </select>
      </td>
      <td>
        <input
          type="number"
          min={0}
          max={MOST_PERCENT}
          step={5}
          value={percent}
          aria-label={trans.__('Extra time of %1 in percent', name)}
          data-testid="jpi-member-extra"
          onChange={event => setPercent(event.target.value)}
          onBlur={() => void grantTime()}
          onKeyDown={event => event.key === 'Enter' && void grantTime()}
        />
      </td>
      <td>
        <input
          type="checkbox"
          checked={pauses}
          aria-label={trans.__('%1 may pause', name)}
          data-testid="jpi-member-pauses"
          onChange={event => void grant({ pauses: event.target.checked })}
        />
      </td>
      <td>{timeZone}</td>
      <td>
        <Button
          look={leaving ? 'danger' : 'quiet'}
          aria-disabled={busy}
          data-testid="jpi-member-remove"
          aria-label={
            leaving
              ? trans.__('Yes, take %1 out', name)
              : trans.__('Take %1 out of the cohort', name)
          }
          onBlur={() => setLeaving(false)}
          onClick={() => (leaving ? void onRemove() : setLeaving(true))}
        >
          {leaving ? trans.__('Really?') : trans.__('Take out')}
        </Button>
      </td>
    </tr>
  );
}
