import * as React from 'react';

import type { OwnAssignment } from '../api/protocol';
import { messageOf } from '../interviews';
import { Notice } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { AssignmentCard } from './AssignmentCard';

/** The card that candidates see of an assignment, for its educators. */
export function AssignmentPreview({
  id
}: {
  id: string;
}): React.ReactElement | null {
  const { assignments } = useServices();
  const [seen, setSeen] = React.useState<OwnAssignment | null>(null);
  const [error, setError] = React.useState<string | null>(null);
  React.useEffect(() => {
    let current = true;
    assignments.get(id).then(
      found => current && setSeen(found),
      (reason: unknown) => current && setError(messageOf(reason))
    );
    return () => {
      current = false;
    };
  }, [assignments, id]);
  if (error !== null) {
    return (
      <Notice tone="error" testId="jpi-preview-error">
        {error}
      </Notice>
    );
  }
  return seen && <AssignmentCard assignment={seen} />;
}
