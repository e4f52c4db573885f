import * as React from 'react';

import type { CandidateProfile, EditedProfile } from '../api/protocol';
import { Button } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { Chips } from './Chips';

const MOST_YEARS = 60;

type ProfileEditorProps = {
  profile: CandidateProfile;
  busy: boolean;
  onConfirm: (edited: EditedProfile) => void;
};

/** What was understood, to be corrected and confirmed. */
export function ProfileEditor({
  profile,
  busy,
  onConfirm
}: ProfileEditorProps): React.ReactElement {
  const { trans } = useServices();
  const id = React.useId();
  const [skills, setSkills] = React.useState(profile.skills);
  const [roles, setRoles] = React.useState(profile.roles);
  const [years, setYears] = React.useState(profile.years?.toString() ?? '');
  const edited: EditedProfile = {
    skills,
    roles,
    years: years === '' ? null : Number(years)
  };
  const confirmed = profile.state === 'confirmed';
  const same =
    confirmed &&
    skills.join('\n') === profile.skills.join('\n') &&
    roles.join('\n') === profile.roles.join('\n') &&
    edited.years === profile.years;
  return (
    <>
      <Chips
        title={trans.__('Skills')}
        testId="jpi-profile-skills"
        terms={skills}
        onChange={setSkills}
      />
      <Chips
        title={trans.__('Roles')}
        testId="jpi-profile-roles"
        terms={roles}
        onChange={setRoles}
      />
      <div className="jpi-Field">
        <label htmlFor={id}>{trans.__('Years of work')}</label>
        <input
          id={id}
          type="number"
          min={0}
          max={MOST_YEARS}
          step={0.5}
          className="jpi-TextArea"
          value={years}
          data-testid="jpi-profile-years"
          onChange={event => setYears(event.target.value)}
        />
      </div>
      {!same && (
        <Button
          look="primary"
          className="jpi-mod-wide"
          aria-disabled={busy}
          data-testid="jpi-profile-confirm"
          onClick={() => onConfirm(edited)}
        >
          {confirmed
            ? trans.__('Save changes')
            : trans.__('This is right: use it')}
        </Button>
      )}
    </>
  );
}
