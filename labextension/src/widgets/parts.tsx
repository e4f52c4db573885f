import type { LabIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

type ButtonProps = React.ButtonHTMLAttributes<HTMLButtonElement> & {
  icon?: LabIcon;
  look?: 'primary' | 'plain' | 'danger' | 'quiet';
};

/** A button in one of four looks. What it cannot do now it says by `aria-disabled`: `disabled` would take the focus from it. */
export function Button({
  icon,
  look = 'plain',
  className = '',
  children,
  ...rest
}: ButtonProps): React.ReactElement {
  return (
    <button
      type="button"
      className={`jpi-Button jpi-mod-${look} ${className}`}
      {...rest}
    >
      {icon && <icon.react tag="span" className="jpi-Button-icon" />}
      <span className="jpi-Button-label">{children}</span>
    </button>
  );
}

type NoticeProps = {
  tone: 'info' | 'warning' | 'error' | 'success';
  testId: string;
  title?: string;
  children?: React.ReactNode;
  actions?: React.ReactNode;
};

/** A boxed message, with what can be done about it. */
export function Notice({
  tone,
  testId,
  title,
  children,
  actions
}: NoticeProps): React.ReactElement {
  return (
    <div
      className={`jpi-Notice jpi-mod-${tone}`}
      role={tone === 'error' || tone === 'warning' ? 'alert' : 'status'}
      data-testid={testId}
    >
      {title && <strong className="jpi-Notice-title">{title}</strong>}
      {children && <div className="jpi-Notice-body">{children}</div>}
      {actions && <div className="jpi-Notice-actions">{actions}</div>}
    </div>
  );
}

type CheckBoxProps = {
  label: string;
  testId: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
};

/** One thing that is so or not, with the sentence that says what. */
export function CheckBox({
  label,
  testId,
  checked,
  onChange
}: CheckBoxProps): React.ReactElement {
  return (
    <label className="jpi-CheckBox">
      <input
        type="checkbox"
        checked={checked}
        data-testid={testId}
        onChange={event => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

type SectionProps = {
  title: string;
  testId: string;
  className?: string;
  extra?: React.ReactNode;
  children: React.ReactNode;
};

/** A titled region. */
export function Section({
  title,
  testId,
  className = '',
  extra,
  children
}: SectionProps): React.ReactElement {
  const id = React.useId();
  return (
    <section
      className={`jpi-Section ${className}`}
      aria-labelledby={id}
      data-testid={testId}
    >
      <div className="jpi-Section-head">
        <h3 id={id}>{title}</h3>
        {extra}
      </div>
      {children}
    </section>
  );
}
