import * as React from 'react';

import type { ExpectedBody } from '../api/protocol';
import { Section } from '../widgets/parts';
import { useServices } from '../widgets/services';

/** Who is on the roster and has not signed in yet. */
export function Expected({
  people
}: {
  people: readonly ExpectedBody[];
}): React.ReactElement | null {
  const { trans } = useServices();
  return people.length === 0 ? null : (
    <Section
      title={trans.__('Expected: %1', people.length)}
      testId="jpi-expected"
    >
      <p className="jpi-muted">
        {trans.__('They become candidates when they sign in under this login.')}
      </p>
      <div className="jpi-HistoryTable-scroll">
        <table className="jpi-HistoryTable">
          <thead>
            <tr>
              <th scope="col">{trans.__('Login')}</th>
              <th scope="col">{trans.__('Extra time')}</th>
              <th scope="col">{trans.__('May pause')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ login, extraTime, pauses }) => (
              <tr key={login}>
                <th scope="row">{login}</th>
                <td>{trans.__('%1 %', Math.round(extraTime * 100))}</td>
                <td>{pauses ? trans.__('Yes') : trans.__('No')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
