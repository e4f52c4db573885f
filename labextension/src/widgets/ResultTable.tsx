import { lockIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { TestResult } from '../api/protocol';
import { verdictWords } from '../words';
import { useServices } from './services';

/** The verdict on each test. Of a hidden test there is no more to say; a visible one opens to show what happened. */
export function ResultTable({
  tests
}: {
  tests: readonly TestResult[];
}): React.ReactElement {
  const { trans } = useServices();
  const firstFailed = tests.find(
    ({ hidden, verdict }) => !hidden && verdict !== 'accepted'
  );
  return (
    <table className="jpi-Results" data-testid="jpi-results">
      <caption className="jpi-forReaders">
        {trans.__('The verdict on each test')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{trans.__('Test')}</th>
          <th scope="col">{trans.__('Category')}</th>
          <th scope="col">{trans.__('Verdict')}</th>
          <th scope="col" className="jpi-mod-number">
            {trans.__('Time')}
          </th>
        </tr>
      </thead>
      <tbody>
        {tests.map(test => (
          <ResultRow
            key={test.index}
            test={test}
            openAtFirst={test === firstFailed}
          />
        ))}
      </tbody>
    </table>
  );
}

function ResultRow({
  test,
  openAtFirst
}: {
  test: TestResult;
  openAtFirst: boolean;
}): React.ReactElement {
  const { trans } = useServices();
  const passed = test.verdict === 'accepted';
  const [open, setOpen] = React.useState(openAtFirst);
  const id = React.useId();
  return (
    <>
      <tr
        className={passed ? 'jpi-mod-passed' : 'jpi-mod-failed'}
        data-testid="jpi-result"
        data-verdict={test.verdict}
        data-hidden={test.hidden}
      >
        <th scope="row">
          {test.hidden ? (
            <span className="jpi-Results-index">{test.index}</span>
          ) : (
            <button
              type="button"
              className="jpi-Results-index"
              aria-expanded={open}
              aria-controls={id}
              title={trans.__('Input, expected and actual value')}
              onClick={() => setOpen(!open)}
            >
              {test.index}
            </button>
          )}
        </th>
        <td>
          <Category test={test} />
        </td>
        <td>
          <span className={`jpi-Verdict jpi-mod-${passed ? 'pass' : 'fail'}`}>
            {passed ? trans.__('Passed') : verdictWords(trans, test.verdict)}
          </span>
        </td>
        <td className="jpi-mod-number">
          {trans.__('%1 ms', Math.round(test.elapsedMs))}
        </td>
      </tr>
      {!test.hidden && (
        <tr id={id} className="jpi-Results-detail" hidden={!open}>
          <td colSpan={4}>
            <Detail test={test} />
          </td>
        </tr>
      )}
    </>
  );
}

function Detail({ test }: { test: TestResult }): React.ReactElement {
  const { trans } = useServices();
  const lines: [string, string | null | undefined][] = [
    [trans.__('Input'), test.arguments],
    [trans.__('Expected'), test.expected],
    [trans.__('Actual'), test.actual],
    [trans.__('Printed'), test.stdout],
    [trans.__('Message'), test.message]
  ];
  return (
    <dl className="jpi-Detail">
      {lines
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([label, value]) => (
          <React.Fragment key={label}>
            <dt>{label}</dt>
            <dd>
              <pre>{value}</pre>
            </dd>
          </React.Fragment>
        ))}
    </dl>
  );
}

function Category({ test }: { test: TestResult }): React.ReactElement {
  const { trans } = useServices();
  if (test.category === 'own') {
    return <>{trans.__('your input')}</>;
  }
  return test.hidden ? (
    <span
      className="jpi-Category"
      title={trans.__('Hidden test: only its verdict is shown')}
    >
      <lockIcon.react tag="span" className="jpi-Category-icon" />
      <span className="jpi-forReaders">{trans.__('hidden')} </span>
      {test.category}
    </span>
  ) : (
    <>{test.category}</>
  );
}
