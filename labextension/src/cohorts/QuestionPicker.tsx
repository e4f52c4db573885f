import * as React from 'react';

import type { BrowsedQuestion } from '../api/protocol';
import { suits } from '../model/picking';
import type { ITermsForm } from '../model/terms';
import { Button } from '../widgets/parts';
import { useServices } from '../widgets/services';
import { topicWords } from '../words';
import { TextField } from './fields';
import { Picked } from './Picked';

const SHOWN = 8;
const MOST = 6;
/** Private questions are in no list: who has them knows their ids. */
const ID = /^[a-z0-9]+(-[a-z0-9]+)+$/;

type QuestionPickerProps = {
  form: ITermsForm;
  bank: readonly BrowsedQuestion[];
  onChange: (changed: Partial<ITermsForm>) => void;
};

/** Questions picked from the bank by search; those that cannot be answered in each language are not offered. */
export function QuestionPicker({
  form,
  bank,
  onChange
}: QuestionPickerProps): React.ReactElement {
  const { trans } = useServices();
  const [search, setSearch] = React.useState('');
  const titles = new Map(bank.map(({ id, title }) => [id, title]));
  const { questions } = form;
  const found = bank.filter(
    question =>
      !questions.includes(question.id) && suits(question, form, search)
  );
  const full = questions.length >= MOST;
  return (
    <>
      <Picked
        title={trans.__('Questions in their order')}
        none={trans.__('None picked yet')}
        items={questions.map(id => [id, titles.get(id) ?? id])}
        onChange={kept => onChange({ questions: kept })}
      />
      <TextField
        label={trans.__('Search by title, topic or difficulty')}
        testId="jpi-terms-search"
        type="search"
        value={search}
        onChange={setSearch}
      />
      <p className="jpi-muted" role="status">
        {trans._n('%1 question', '%1 questions', found.length, found.length)}
        {found.length > SHOWN && ` · ${trans.__('the first %1:', SHOWN)}`}
      </p>
      {found.length === 0 && ID.test(search) && (
        <Button
          aria-disabled={full || questions.includes(search)}
          data-testid="jpi-terms-add-id"
          onClick={() => {
            if (!full && !questions.includes(search)) {
              onChange({ questions: [...questions, search] });
            }
          }}
        >
          {trans.__('Add “%1” of your private pack', search)}
        </Button>
      )}
      <ul className="jpi-Found">
        {found.slice(0, SHOWN).map(({ id, title, difficulty, topics }) => (
          <li key={id}>
            <span>
              {title}
              <span className="jpi-muted">
                {' '}
                · {topicWords(difficulty)} · {topics.map(topicWords).join(', ')}
              </span>
            </span>
            <Button
              look="quiet"
              aria-disabled={full}
              aria-label={trans.__('Add %1', title)}
              data-testid="jpi-terms-add"
              onClick={() =>
                full || onChange({ questions: [...questions, id] })
              }
            >
              {trans.__('Add')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
