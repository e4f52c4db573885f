import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Assignment } from '../api/cohorts';
import type { CohortBody } from '../api/protocol';
import { bodyOf, formOf, newForm, problemsOf } from '../model/terms';
import type { ITermsForm, TermsProblem } from '../model/terms';
import { Button, CheckBox, Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { languageName } from '../words';
import { Failure, SelectField, TextField } from './fields';
import { useGo } from './places';
import { QuestionChoice } from './QuestionChoice';
import { Trail } from './Trail';
import { useAttempt, useLoaded } from './useLoaded';
import { WindowFields } from './WindowFields';

const LONGEST = 120;
/** In which the bank's questions can be answered; a language needs its image to be offered. */
const LANGUAGES = ['python', 'javascript', 'java'];

function problemWords(trans: TranslationBundle, problem: TermsProblem): string {
  const words: Record<TermsProblem, string> = {
    title: trans.__('Give it a title.'),
    window: trans.__(
      'The window closes at least five minutes and at most a year after it opens.'
    ),
    languages: trans.__('Allow at least one language.'),
    minutes: trans.__('From 5 to 180 minutes.'),
    count: trans.__('From 1 to 6 questions.'),
    questions: trans.__('Pick from 1 to 6 questions.'),
    attempts: trans.__('From 1 to 10 attempts.')
  };
  return words[problem];
}

type AssignmentFormProps = {
  cohort: CohortBody;
  /** What is changed; null for a new one. */
  assignment: Assignment | null;
};

/** Every term of an assignment. */
export function AssignmentForm({
  cohort,
  assignment
}: AssignmentFormProps): React.ReactElement {
  const { trans } = useServices();
  const { cohorts, profile } = useInterviews();
  const go = useGo();
  const zone = profile?.timeZone ?? 'UTC';
  const [form, setForm] = React.useState<ITermsForm>(() =>
    assignment === null
      ? newForm(Date.now(), zone)
      : formOf(assignment.terms, zone)
  );
  const [tried, setTried] = React.useState(false);
  const { busy, error, attempt } = useAttempt();
  const bank = useLoaded(
    React.useCallback(() => cohorts.questions(), [cohorts])
  );
  const problems = problemsOf(form, zone);
  const put = (changed: Partial<ITermsForm>) =>
    setForm({ ...form, ...changed });
  const problem = (name: TermsProblem) =>
    tried && problems.includes(name) ? problemWords(trans, name) : null;
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.length === 0) {
      void attempt(async () => {
        const body = bodyOf(form, zone);
        const saved = await (assignment === null
          ? cohorts.set(cohort.id, body)
          : cohorts.changeTerms(assignment.id, body));
        go({ at: 'assignment', cohort, assignment: saved });
      });
    }
  };
  const design = form.kind === 'system_design';
  return (
    <>
      <Trail to={[[cohort.name, { at: 'cohort', cohort: cohort.id }]]} />
      <h1>
        {assignment === null
          ? trans.__('Set an interview')
          : trans.__('Change “%1”', assignment.terms.title)}
      </h1>
      <form
        className="jpi-Cohorts-stack"
        noValidate
        data-testid="jpi-terms"
        onSubmit={save}
      >
        <Section title={trans.__('Interview')} testId="jpi-terms-interview">
          <div className="jpi-Terms">
            <TextField
              label={trans.__('Title')}
              testId="jpi-terms-title"
              maxLength={LONGEST}
              value={form.title}
              problem={problem('title')}
              onChange={title => put({ title })}
            />
            <SelectField
              label={trans.__('Kind')}
              testId="jpi-terms-kind"
              value={form.kind}
              onChange={kind =>
                put({
                  kind: kind as ITermsForm['kind'],
                  topics: [],
                  questions: [],
                  count: kind === 'system_design' ? '1' : '2'
                })
              }
            >
              <option value="dsa">{trans.__('Algorithms')}</option>
              <option value="system_design">{trans.__('System design')}</option>
            </SelectField>
            <TextField
              label={trans.__('Minutes')}
              testId="jpi-terms-minutes"
              type="number"
              min={5}
              max={180}
              value={form.minutes}
              problem={problem('minutes')}
              onChange={minutes => put({ minutes })}
            />
            <TextField
              label={trans.__('Attempts')}
              testId="jpi-terms-attempts"
              type="number"
              min={1}
              max={10}
              value={form.attempts}
              problem={problem('attempts')}
              onChange={attempts => put({ attempts })}
            />
            <SelectField
              label={trans.__('Interviewer')}
              testId="jpi-terms-persona"
              value={form.persona}
              onChange={persona => put({ persona })}
            >
              {profile?.personas.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </SelectField>
            {!design && (
              <fieldset className="jpi-Terms-set">
                <legend>{trans.__('Languages to choose from')}</legend>
                {LANGUAGES.map(name => (
                  <CheckBox
                    key={name}
                    label={languageName(name)}
                    testId={`jpi-terms-language-${name}`}
                    checked={form.languages.includes(name)}
                    onChange={checked =>
                      put({
                        languages: LANGUAGES.filter(one =>
                          one === name ? checked : form.languages.includes(one)
                        )
                      })
                    }
                  />
                ))}
                <Said problem={problem('languages')} />
              </fieldset>
            )}
            <fieldset className="jpi-Terms-set">
              <legend>{trans.__('Conditions')}</legend>
              <CheckBox
                label={trans.__('Pauses between questions')}
                testId="jpi-terms-pauses"
                checked={form.pauses}
                onChange={pauses => put({ pauses })}
              />
              <CheckBox
                label={trans.__('Wording by a language model')}
                testId="jpi-terms-model"
                checked={form.model}
                onChange={model => put({ model })}
              />
              <CheckBox
                label={trans.__(
                  'Recording of focus, paste sizes and AI extensions, disclosed to the candidate'
                )}
                testId="jpi-terms-integrity"
                checked={form.integrity}
                onChange={integrity => put({ integrity })}
              />
              {!cohort.model && (
                <p className="jpi-muted">
                  {trans.__('This cohort’s settings forbid the model.')}
                </p>
              )}
            </fieldset>
          </div>
        </Section>
        <Section title={trans.__('Window')} testId="jpi-terms-window">
          <WindowFields
            form={form}
            zone={zone}
            members={cohort.members}
            onChange={put}
          />
          <Said problem={problem('window')} />
        </Section>
        <Section title={trans.__('Questions')} testId="jpi-terms-questions">
          <Failure error={bank.error} onRetry={bank.reload} />
          <QuestionChoice
            form={form}
            bank={bank.value ?? []}
            countProblem={problem('count')}
            onChange={put}
          />
          <Said problem={problem('questions')} />
        </Section>
        <Failure error={error} />
        <div className="jpi-Data-actions">
          <Button
            type="submit"
            look="primary"
            aria-disabled={busy}
            data-testid="jpi-terms-save"
          >
            {assignment === null
              ? trans.__('Set it for %1', cohort.name)
              : trans.__('Save changes')}
          </Button>
          {assignment !== null && (
            <p className="jpi-muted">
              {trans.__('Interviews that began stay as they began.')}
            </p>
          )}
        </div>
      </form>
    </>
  );
}

function Said({
  problem
}: {
  problem: string | null;
}): React.ReactElement | null {
  return problem === null ? null : (
    <p className="jpi-Problem" role="alert">
      {problem}
    </p>
  );
}
