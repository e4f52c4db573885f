import * as React from 'react';

import { Button, Notice } from '../widgets/parts';
import { useServices } from '../widgets/services';

type FieldProps = {
  label: string;
  testId: string;
  value: string;
  onChange: (value: string) => void;
  /** What is wrong with it. */
  problem?: string | null;
  hint?: string;
};

type TextFieldProps = FieldProps &
  Pick<
    React.InputHTMLAttributes<HTMLInputElement>,
    'type' | 'min' | 'max' | 'step' | 'maxLength' | 'required'
  >;

/** A labelled field, its problem beneath it and read out with it. */
export function TextField({
  label,
  testId,
  value,
  onChange,
  problem = null,
  hint,
  ...rest
}: TextFieldProps): React.ReactElement {
  const id = React.useId();
  const note = problem ?? hint ?? null;
  return (
    <div className="jpi-Field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="jpi-TextArea"
        value={value}
        autoComplete="off"
        data-testid={testId}
        aria-invalid={problem !== null}
        aria-describedby={note === null ? undefined : `${id}-note`}
        onChange={event => onChange(event.target.value)}
        {...rest}
      />
      {note !== null && (
        <p id={`${id}-note`} className={problem ? 'jpi-Problem' : 'jpi-muted'}>
          {note}
        </p>
      )}
    </div>
  );
}

type SelectFieldProps = Omit<FieldProps, 'problem' | 'hint'> & {
  children: React.ReactNode;
};

export function SelectField({
  label,
  testId,
  value,
  onChange,
  children
}: SelectFieldProps): React.ReactElement {
  const id = React.useId();
  return (
    <div className="jpi-Field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        data-testid={testId}
        onChange={event => onChange(event.target.value)}
      >
        {children}
      </select>
    </div>
  );
}

type FailureProps = { error: string | null; onRetry?: () => void };

/** Why something could not be done. */
export function Failure({
  error,
  onRetry
}: FailureProps): React.ReactElement | null {
  const { trans } = useServices();
  return error === null ? null : (
    <Notice
      tone="error"
      testId="jpi-cohorts-error"
      actions={
        onRetry && <Button onClick={onRetry}>{trans.__('Try again')}</Button>
      }
    >
      {error}
    </Notice>
  );
}
