import * as React from 'react';

import type { CandidateProfile } from '../api/protocol';
import { confirmDeleteProfile } from '../widgets/dialogs';
import { Button, Notice, Section } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { ProfileEditor } from './ProfileEditor';
import { ResumePicker } from './ResumePicker';
import { useProfile } from './useProfile';

/** From a résumé to a profile that its owner has seen, corrected and confirmed. */
export function Profile({ model }: { model: boolean }): React.ReactElement {
  const { trans } = useServices();
  const { profile, busy, error, upload, confirm, remove } = useProfile();
  const working = busy !== null;
  const ask = async () => {
    if (!working && (await confirmDeleteProfile(trans))) {
      remove();
    }
  };
  return (
    <Section
      title={trans.__('Your profile')}
      testId="jpi-profile"
      className="jpi-Profile"
    >
      {profile !== null && <Standing profile={profile} />}
      {profile !== null && profile.state !== 'none' && (
        <ProfileEditor
          key={`${profile.resume?.uploadedAt} ${profile.confirmedAt}`}
          profile={profile}
          busy={working}
          onConfirm={edited => !working && confirm(edited)}
        />
      )}
      <div className="jpi-Profile-wait" role="status">
        {busy === 'reading' && (
          <>
            <progress aria-label={trans.__('Reading the résumé')} />
            {trans.__('Reading the résumé…')}
          </>
        )}
      </div>
      {error !== null && (
        <Notice tone="error" testId="jpi-profile-error">
          {error}
        </Notice>
      )}
      {profile !== null && (
        <div className="jpi-Profile-actions">
          <ResumePicker
            model={model}
            first={profile.state === 'none'}
            busy={working}
            onChoose={upload}
          />
          {profile.state !== 'none' && (
            <Button
              look="danger"
              aria-disabled={working}
              data-testid="jpi-profile-delete"
              onClick={() => void ask()}
            >
              {trans.__('Delete profile and file')}
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}

/** What the profile is for, and whether it counts now. */
function Standing({
  profile
}: {
  profile: CandidateProfile;
}): React.ReactElement {
  const { trans } = useServices();
  switch (profile.state) {
    case 'none':
      return (
        <p className="jpi-muted">
          {trans.__(
            'A résumé (PDF, DOCX or text, at most 5 MB) says a little about the level at which practice should begin. You see and correct what was understood before it is used. Name and address are not taken from it, and you can delete it at any time.'
          )}
        </p>
      );
    case 'draft':
      return (
        <Notice
          tone="info"
          testId="jpi-profile-draft"
          title={trans.__('Is this right?')}
        >
          {profile.refined
            ? trans.__(
                'This was understood of your résumé, with additions by the language model. Correct it; it is not used before you confirm it.'
              )
            : trans.__(
                'This was understood of your résumé. Correct it; it is not used before you confirm it.'
              )}
        </Notice>
      );
    case 'confirmed':
      return (
        <p className="jpi-muted" data-testid="jpi-profile-used">
          {trans.__(
            'Confirmed by you. Its years of work move the level at which practice begins, a little, until your answers say more.'
          )}
        </p>
      );
  }
}
