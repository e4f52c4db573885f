import * as React from 'react';

export interface IBar {
  label: string;
  /** From 0 to 1. */
  share: number;
  text: string;
}

/** Horizontal bars, each between its name and its figure. */
export function Bars({ bars }: { bars: readonly IBar[] }): React.ReactElement {
  return (
    <div className="jpi-Bars" aria-hidden="true">
      {bars.map(({ label, share, text }) => (
        <React.Fragment key={label}>
          <span>{label}</span>
          <span className="jpi-Bars-track">
            <span style={{ width: `${Math.round(share * 100)}%` }} />
          </span>
          <span className="jpi-Bars-text">{text}</span>
        </React.Fragment>
      ))}
    </div>
  );
}
