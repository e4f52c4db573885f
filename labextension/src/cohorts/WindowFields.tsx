import * as React from 'react';

import type { MemberBody } from '../api/protocol';
import type { ITermsForm } from '../model/terms';
import { instantOf } from '../model/zones';
import { useServices } from '../widgets/services';
import { TextField } from './fields';
import { WindowIn } from './WindowIn';

type WindowFieldsProps = {
  form: ITermsForm;
  /** The educator's. */
  zone: string;
  members: readonly MemberBody[];
  onChange: (changed: Partial<ITermsForm>) => void;
};

/** The window, entered on the educator's clocks and read on a candidate's. */
export function WindowFields({
  form,
  zone,
  members,
  onChange
}: WindowFieldsProps): React.ReactElement {
  const { trans } = useServices();
  const opensAt = instantOf(form.opens, zone);
  const closesAt = instantOf(form.closes, zone);
  return (
    <>
      <div className="jpi-Terms">
        <TextField
          label={trans.__('Opens (%1)', zone)}
          testId="jpi-terms-opens"
          type="datetime-local"
          value={form.opens}
          onChange={opens => onChange({ opens })}
        />
        <TextField
          label={trans.__('Closes (%1)', zone)}
          testId="jpi-terms-closes"
          type="datetime-local"
          value={form.closes}
          onChange={closes => onChange({ closes })}
        />
      </div>
      {opensAt !== null && closesAt !== null && (
        <WindowIn
          opensAt={opensAt}
          closesAt={closesAt}
          zone={zone}
          zones={members.map(({ timeZone }) => timeZone)}
        />
      )}
    </>
  );
}
