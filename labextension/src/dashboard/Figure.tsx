import * as React from 'react';

import { Section } from '../widgets/parts';
import { useServices } from '../widgets/services';

type FigureProps = {
  title: string;
  testId: string;
  /** What the picture shows, in a sentence: all that a screen reader has of it beside the table. */
  summary: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  /** Beside the title: what chooses between pictures. */
  extra?: React.ReactNode;
  children: React.ReactNode;
};

/** A chart, and the same figures as a table. */
export function Figure({
  title,
  testId,
  summary,
  columns,
  rows,
  extra,
  children
}: FigureProps): React.ReactElement {
  const { trans } = useServices();
  return (
    <Section title={title} testId={testId} className="jpi-Figure" extra={extra}>
      <div role="img" aria-label={summary} className="jpi-Figure-picture">
        {children}
      </div>
      <details className="jpi-Figure-table">
        <summary>{trans.__('As a table')}</summary>
        <table>
          <caption className="jpi-forReaders">{title}</caption>
          <thead>
            <tr>
              {columns.map(name => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...others]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {others.map((value, index) => (
                  <td key={columns[index + 1]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

/** A section of the dashboard that has nothing to show yet, and what to do about it. */
export function EmptyFigure({
  title,
  testId,
  children
}: {
  title: string;
  testId: string;
  children: React.ReactNode;
}): React.ReactElement {
  return (
    <Section title={title} testId={testId} className="jpi-Figure">
      <p className="jpi-muted">{children}</p>
    </Section>
  );
}
