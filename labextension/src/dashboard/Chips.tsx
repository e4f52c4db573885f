import * as React from 'react';

import { Button } from '../widgets/parts';
import { useServices } from '../widgets/services';

const LONGEST = 60;

type ChipsProps = {
  title: string;
  testId: string;
  terms: readonly string[];
  onChange: (terms: string[]) => void;
};

/** A list of terms; each can be taken away, and others be added. */
export function Chips({
  title,
  testId,
  terms,
  onChange
}: ChipsProps): React.ReactElement {
  const { trans } = useServices();
  const id = React.useId();
  const input = React.useRef<HTMLInputElement>(null);
  const [text, setText] = React.useState('');

  const add = (event: React.FormEvent) => {
    event.preventDefault();
    const added = text
      .split(',')
      .map(term => term.trim())
      .filter(term => term !== '' && !terms.includes(term));
    onChange([...terms, ...new Set(added)]);
    setText('');
  };
  const remove = (term: string) => {
    onChange(terms.filter(other => other !== term));
    input.current?.focus(); // the button that had the focus goes
  };
  return (
    <div className="jpi-Chips" data-testid={testId}>
      <label htmlFor={id}>{title}</label>
      {terms.length === 0 ? (
        <p className="jpi-muted">{trans.__('None')}</p>
      ) : (
        <ul aria-label={title}>
          {terms.map(term => (
            <li key={term}>
              <span>{term}</span>
              <button
                type="button"
                aria-label={trans.__('Remove %1', term)}
                onClick={() => remove(term)}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add}>
        <input
          id={id}
          ref={input}
          className="jpi-TextArea"
          value={text}
          maxLength={LONGEST}
          placeholder={trans.__('Add one')}
          onChange={event => setText(event.target.value)}
        />
        <Button type="submit" aria-label={trans.__('Add to %1', title)}>
          {trans.__('Add')}
        </Button>
      </form>
    </div>
  );
}
