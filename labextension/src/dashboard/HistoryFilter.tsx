import * as React from 'react';

import type { InterviewSummary } from '../api/protocol';
import type { IHistoryFilter, Outcome } from '../model/history';
import { useServices } from '../widgets/services';
import { historyWords, kindWords, languageName } from '../words';

const OUTCOMES: readonly Outcome[] = [
  'solved',
  'partly',
  'unsolved',
  'abandoned'
];

type HistoryFilterProps = {
  list: readonly InterviewSummary[];
  filter: IHistoryFilter;
  onChange: (filter: IHistoryFilter) => void;
};

/** Narrows the history; offers only what is in it. */
export function HistoryFilter({
  list,
  filter,
  onChange
}: HistoryFilterProps): React.ReactElement {
  const { trans } = useServices();
  const id = React.useId();
  const found = (field: 'kind' | 'language') =>
    Array.from(new Set(list.map(interview => interview[field]))).sort();
  const choice = (
    field: 'kind' | 'language' | 'outcome',
    label: string,
    options: readonly (readonly [string, string])[]
  ) => (
    <div className="jpi-Field">
      <label htmlFor={`${id}-${field}`}>{label}</label>
      <select
        id={`${id}-${field}`}
        value={filter[field]}
        data-testid={`jpi-filter-${field}`}
        onChange={event => onChange({ ...filter, [field]: event.target.value })}
      >
        <option value="">{trans.__('All')}</option>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form
      className="jpi-HistoryFilter"
      role="search"
      aria-label={trans.__('Search your interviews')}
      onSubmit={event => event.preventDefault()}
    >
      <div className="jpi-Field">
        <label htmlFor={`${id}-text`}>{trans.__('Search')}</label>
        <input
          id={`${id}-text`}
          type="search"
          className="jpi-TextArea"
          placeholder={trans.__('Question, language or date')}
          value={filter.text}
          data-testid="jpi-filter-text"
          onChange={event => onChange({ ...filter, text: event.target.value })}
        />
      </div>
      {choice(
        'kind',
        trans.__('Kind'),
        found('kind').map(kind => [kind, kindWords(trans, kind)])
      )}
      {choice(
        'language',
        trans.__('Language'),
        found('language').map(name => [name, languageName(name)])
      )}
      {choice(
        'outcome',
        trans.__('Outcome'),
        OUTCOMES.map(outcome => [outcome, historyWords(trans, outcome)])
      )}
    </form>
  );
}
