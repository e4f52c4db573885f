import * as React from 'react';

import type { StartInterview, UserProfile } from '../api/protocol';
import { messageOf } from '../interviews';
import { languageName, topicWords } from '../words';
import { Button, CheckBox, Notice, Section } from './parts';
import { useInterviews, useServices } from './services';

const MINUTES = [15, 30, 45, 60, 90, 120];
/** Estimates of system design are made in. */
const ESTIMATED_IN = 'python';
const QUESTIONS = [1, 2, 3, 4, 5, 6];

type FieldProps = {
  label: string;
  testId: string;
  value: string | number;
  onChange: (value: string) => void;
  children: React.ReactNode;
};

function Field({
  label,
  testId,
  value,
  onChange,
  children
}: FieldProps): React.ReactElement {
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

type LanguagesProps = {
  profile: UserProfile;
  language: string;
  onChange: (value: string) => void;
};

/** The language of the answers, and how to have one that could be offered. */
function Languages({
  profile,
  language,
  onChange
}: LanguagesProps): React.ReactElement {
  const { trans } = useServices();
  return (
    <>
      <Field
        label={trans.__('Language')}
        testId="jpi-start-language"
        value={language}
        onChange={onChange}
      >
        {profile.languages.map(name => (
          <option key={name} value={name}>
            {languageName(name)}
          </option>
        ))}
      </Field>
      {profile.missingLanguages.map(name => (
        <p key={name} className="jpi-muted" data-testid={`jpi-missing-${name}`}>
          {trans.__('%1 needs Docker and its image:', languageName(name))}{' '}
          <code>jupyter interview images build {name}</code>
        </p>
      ))}
    </>
  );
}

/** What a candidate chooses before an interview. */
export function StartForm({
  profile
}: {
  profile: UserProfile;
}): React.ReactElement {
  const { trans } = useServices();
  const interviews = useInterviews();
  const { wished } = interviews;
  const [kind, setKind] = React.useState<string>(wished?.kind ?? 'dsa');
  const [language, setLanguage] = React.useState(profile.languages[0] ?? '');
  const [minutes, setMinutes] = React.useState(45);
  const [count, setCount] = React.useState(2);
  const [difficulty, setDifficulty] = React.useState('');
  const [untilSure, setUntilSure] = React.useState(false);
  const [persona, setPersona] = React.useState('balanced');
  const [wording, setWording] = React.useState('model');
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState<string | null>(null);

  React.useEffect(() => {
    if (wished !== null) {
      setKind(wished.kind);
      setCount(1);
    }
  }, [wished]);
  const design = kind === 'system_design';
  const chooseKind = (chosen: string) => {
    setKind(chosen);
    interviews.wish(null);
    setCount(chosen === 'system_design' ? 1 : 2);
  };
  const unable = busy || language === '';

  const start = async (event: React.FormEvent) => {
    event.preventDefault();
    if (unable) {
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await interviews.start({
        kind: kind as StartInterview['kind'],
        language: design ? ESTIMATED_IN : language,
        durationMinutes: minutes,
        questionCount: count,
        topics: wished === null ? [] : [wished.topic],
        difficulty: (difficulty || null) as StartInterview['difficulty'],
        persona,
        untilSure: untilSure && !design,
        model: wording === 'model'
      });
    } catch (reason) {
      setError(messageOf(reason));
      await interviews.refresh();
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title={trans.__('New interview')} testId="jpi-start">
      <form className="jpi-Form" onSubmit={event => void start(event)}>
        <Field
          label={trans.__('Kind')}
          testId="jpi-start-kind"
          value={kind}
          onChange={chooseKind}
        >
          <option value="dsa">{trans.__('Algorithms')}</option>
          <option value="system_design">{trans.__('System design')}</option>
        </Field>
        {!design && (
          <Languages
            profile={profile}
            language={language}
            onChange={setLanguage}
          />
        )}
        <Field
          label={trans.__('Duration')}
          testId="jpi-start-duration"
          value={minutes}
          onChange={value => setMinutes(Number(value))}
        >
          {MINUTES.map(value => (
            <option key={value} value={value}>
              {trans.__('%1 minutes', value)}
            </option>
          ))}
        </Field>
        <Field
          label={trans.__('Questions')}
          testId="jpi-start-count"
          value={count}
          onChange={value => setCount(Number(value))}
        >
          {QUESTIONS.map(value => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </Field>
        <Field
          label={trans.__('Difficulty')}
          testId="jpi-start-difficulty"
          value={difficulty}
          onChange={setDifficulty}
        >
          <option value="">{trans.__('Mixed')}</option>
          <option value="easy">{trans.__('Easy')}</option>
          <option value="medium">{trans.__('Medium')}</option>
          <option value="hard">{trans.__('Hard')}</option>
        </Field>
        <Field
          label={trans.__('Interviewer')}
          testId="jpi-start-persona"
          value={persona}
          onChange={setPersona}
        >
          {profile.personas.map(({ id, title, summary }) => (
            <option key={id} value={id} title={summary}>
              {title}
            </option>
          ))}
        </Field>
        {profile.model && (
          <Field
            label={trans.__('Wording')}
            testId="jpi-start-wording"
            value={wording}
            onChange={setWording}
          >
            <option value="model">{trans.__('By a language model')}</option>
            <option value="authored">{trans.__('Authored lines only')}</option>
          </Field>
        )}
        {!design && (
          <CheckBox
            label={trans.__(
              'End after fewer questions if my level is clear by then.'
            )}
            testId="jpi-start-until-sure"
            checked={untilSure}
            onChange={setUntilSure}
          />
        )}
        {wished && (
          <p className="jpi-Wished" data-testid="jpi-start-topic">
            <span>{trans.__('On: %1', topicWords(wished.topic))}</span>
            <Button look="quiet" onClick={() => interviews.wish(null)}>
              {trans.__('Any topic')}
            </Button>
          </p>
        )}
        {error && (
          <Notice tone="error" testId="jpi-start-error">
            {error}
          </Notice>
        )}
        <Button
          type="submit"
          look="primary"
          className="jpi-mod-wide"
          aria-disabled={unable}
          data-testid="jpi-start-button"
        >
          {busy ? trans.__('Preparing the room…') : trans.__('Start interview')}
        </Button>
      </form>
    </Section>
  );
}
