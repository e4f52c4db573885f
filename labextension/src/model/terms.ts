import type { Terms } from '../api/protocol';
import { instantOf, localOf } from './zones';

const HOUR_MS = 3_600_000;
const LEAST_MS = 300_000;
const LONGEST_MS = 366 * 24 * HOUR_MS;
/** Estimates of system design are made in. */
const ESTIMATED_IN = 'python';

/** The form of an assignment: numbers and times as they are typed, times on the clocks of a zone. */
export interface ITermsForm {
  title: string;
  kind: 'dsa' | 'system_design';
  languages: readonly string[];
  minutes: string;
  count: string;
  opens: string;
  closes: string;
  /** Chosen by the answers so far, or the same for everybody. */
  choice: 'adaptive' | 'fixed';
  topics: readonly string[];
  difficulty: '' | 'easy' | 'medium' | 'hard';
  /** Ids in the order in which they are asked. */
  questions: readonly string[];
  attempts: string;
  pauses: boolean;
  model: boolean;
  /** Whether focus, pastes and AI extensions are recorded. */
  integrity: boolean;
  persona: string;
}

/** What is still to be put right. */
export type TermsProblem =
  | 'title'
  | 'languages'
  | 'minutes'
  | 'count'
  | 'window'
  | 'questions'
  | 'attempts';

/** A form for an interview of tomorrow. */
export function newForm(now: number, zone: string): ITermsForm {
  const opens = new Date(Math.ceil(now / HOUR_MS) * HOUR_MS + 24 * HOUR_MS);
  const closes = new Date(opens.getTime() + 24 * HOUR_MS);
  return {
    title: '',
    kind: 'dsa',
    languages: ['python'],
    minutes: '45',
    count: '2',
    opens: localOf(opens.toISOString(), zone),
    closes: localOf(closes.toISOString(), zone),
    choice: 'adaptive',
    topics: [],
    difficulty: '',
    questions: [],
    attempts: '1',
    pauses: false,
    model: true,
    integrity: true,
    persona: 'balanced'
  };
}

export function formOf(terms: Required<Terms>, zone: string): ITermsForm {
  const { title, kind, languages, topics, questions } = terms;
  const { pauses, model, integrity, persona } = terms;
  return {
    title,
    kind,
    languages,
    minutes: String(terms.minutes),
    count: String(terms.questionCount),
    opens: localOf(terms.opensAt, zone),
    closes: localOf(terms.closesAt, zone),
    choice: questions.length > 0 ? 'fixed' : 'adaptive',
    topics,
    difficulty: terms.difficulty ?? '',
    questions,
    attempts: String(terms.attempts),
    pauses,
    model,
    integrity,
    persona
  };
}

/** What keeps the form from being sent; empty when nothing does. */
export function problemsOf(form: ITermsForm, zone: string): TermsProblem[] {
  const within = (text: string, least: number, most: number) =>
    /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
  const fixed = form.choice === 'fixed';
  const found: [TermsProblem, boolean][] = [
    ['title', form.title.trim() !== ''],
    ['window', fits(instantOf(form.opens, zone), instantOf(form.closes, zone))],
    ['languages', form.kind !== 'dsa' || form.languages.length > 0],
    ['minutes', within(form.minutes, 5, 180)],
    ['count', fixed || within(form.count, 1, 6)],
    ['questions', !fixed || within(String(form.questions.length), 1, 6)],
    ['attempts', within(form.attempts, 1, 10)]
  ];
  return found.filter(([, right]) => !right).map(([problem]) => problem);
}

function fits(opens: string | null, closes: string | null): boolean {
  if (opens === null || closes === null) {
    return false;
  }
  const lasts = Date.parse(closes) - Date.parse(opens);
  return lasts >= LEAST_MS && lasts <= LONGEST_MS;
}

/** What is sent. Only for a form without problems. */
export function bodyOf(form: ITermsForm, zone: string): Required<Terms> {
  const fixed = form.choice === 'fixed';
  return {
    title: form.title.trim(),
    kind: form.kind,
    languages: form.kind === 'dsa' ? [...form.languages] : [ESTIMATED_IN],
    minutes: Number(form.minutes),
    questionCount: fixed ? form.questions.length : Number(form.count),
    opensAt: instantOf(form.opens, zone) ?? '',
    closesAt: instantOf(form.closes, zone) ?? '',
    topics: fixed ? [] : [...form.topics],
    difficulty: fixed ? null : form.difficulty || null,
    questions: fixed ? [...form.questions] : [],
    attempts: Number(form.attempts),
    pauses: form.pauses,
    model: form.model,
    integrity: form.integrity,
    persona: form.persona,
    timeZone: zone
  };
}
