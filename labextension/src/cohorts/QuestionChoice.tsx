import * as React from 'react';

import type { BrowsedQuestion } from '../api/protocol';
import type { ITermsForm } from '../model/terms';
import { useServices } from '../widgets/services';
import { topicWords } from '../words';
import { SelectField, TextField } from './fields';
import { Picked } from './Picked';
import { QuestionPicker } from './QuestionPicker';

type QuestionChoiceProps = {
  form: ITermsForm;
  bank: readonly BrowsedQuestion[];
  countProblem: string | null;
  onChange: (changed: Partial<ITermsForm>) => void;
};

/** Which questions are asked: chosen by the answers so far within topics and difficulty, or the same for everybody. */
export function QuestionChoice({
  form,
  bank,
  countProblem,
  onChange
}: QuestionChoiceProps): React.ReactElement {
  const { trans } = useServices();
  const ofKind = bank.filter(({ kind }) => kind === form.kind);
  const topics = [...new Set(ofKind.flatMap(question => question.topics))]
    .filter(topic => !form.topics.includes(topic))
    .sort();
  return (
    <div className="jpi-Cohorts-stack">
      <SelectField
        label={trans.__('How they are chosen')}
        testId="jpi-terms-choice"
        value={form.choice}
        onChange={choice =>
          onChange({ choice: choice as ITermsForm['choice'] })
        }
      >
        <option value="adaptive">
          {trans.__('Adaptive: each by the answers so far')}
        </option>
        <option value="fixed">
          {trans.__('Fixed: the same for everybody, in this order')}
        </option>
      </SelectField>
      {form.choice === 'fixed' ? (
        <QuestionPicker form={form} bank={ofKind} onChange={onChange} />
      ) : (
        <>
          <div className="jpi-Terms">
            <TextField
              label={trans.__('Number of questions')}
              testId="jpi-terms-count"
              type="number"
              min={1}
              max={6}
              value={form.count}
              problem={countProblem}
              onChange={count => onChange({ count })}
            />
            <SelectField
              label={trans.__('Difficulty')}
              testId="jpi-terms-difficulty"
              value={form.difficulty}
              onChange={difficulty =>
                onChange({ difficulty: difficulty as ITermsForm['difficulty'] })
              }
            >
              <option value="">{trans.__('Mixed')}</option>
              <option value="easy">{trans.__('Easy')}</option>
              <option value="medium">{trans.__('Medium')}</option>
              <option value="hard">{trans.__('Hard')}</option>
            </SelectField>
            <SelectField
              label={trans.__('Narrow to a topic')}
              testId="jpi-terms-topic"
              value=""
              onChange={topic => onChange({ topics: [...form.topics, topic] })}
            >
              <option value="">{trans.__('Choose…')}</option>
              {topics.map(topic => (
                <option key={topic} value={topic}>
                  {topicWords(topic)}
                </option>
              ))}
            </SelectField>
          </div>
          <Picked
            title={trans.__('Topics')}
            none={trans.__('All topics')}
            items={form.topics.map(topic => [topic, topicWords(topic)])}
            onChange={kept => onChange({ topics: kept })}
          />
        </>
      )}
    </div>
  );
}
