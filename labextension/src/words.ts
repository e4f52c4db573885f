import type { TranslationBundle } from '@jupyterlab/translation';

import type { InterviewSummary, PhaseTime, Verdict } from './api/protocol';
import type { Outcome } from './model/history';
import type { Link, Purpose } from './model/view';

export const DOMAIN = 'jupyter_interview';

export function verdictWords(
  trans: TranslationBundle,
  verdict: Verdict
): string {
  const words: Record<Verdict, string> = {
    accepted: trans.__('Accepted'),
    wrong_answer: trans.__('Wrong answer'),
    time_limit: trans.__('Time limit'),
    memory_limit: trans.__('Memory limit'),
    output_limit: trans.__('Output limit'),
    runtime_error: trans.__('Runtime error'),
    compile_error: trans.__('Compile error'),
    internal_error: trans.__('Our error')
  };
  return words[verdict];
}

/** The summary of a judged run: running the examples accepts nothing, it passes. */
export function outcomeWords(
  trans: TranslationBundle,
  purpose: Purpose,
  verdict: Verdict
): string {
  return purpose === 'examples' && verdict === 'accepted'
    ? trans.__('Passed')
    : verdictWords(trans, verdict);
}

export function stateWords(
  trans: TranslationBundle,
  state: InterviewSummary['state']
): string {
  const words: Record<InterviewSummary['state'], string> = {
    created: trans.__('Ready'),
    in_progress: trans.__('In progress'),
    interrupted: trans.__('Interrupted'),
    paused: trans.__('Paused'),
    completed: trans.__('Completed'),
    abandoned: trans.__('Abandoned')
  };
  return words[state];
}

/** The four steps of system design, in their order. */
export function stepTitles(trans: TranslationBundle): readonly string[] {
  return [
    trans.__('Requirements'),
    trans.__('Estimation'),
    trans.__('High-level design'),
    trans.__('Deep dives')
  ];
}

/** How many of an interview's questions are done: accepted by the judge, or in system design gone through. */
export function doneWords(
  trans: TranslationBundle,
  interview: InterviewSummary
): string {
  const { kind, questionsAccepted, questionsClosed, questionCount } = interview;
  return kind === 'system_design'
    ? trans.__('%1 of %2 questions closed', questionsClosed, questionCount)
    : trans.__('%1 of %2 questions accepted', questionsAccepted, questionCount);
}

export function linkWords(trans: TranslationBundle, link: Link): string {
  const words: Record<Link, string> = {
    idle: trans.__('Not connected'),
    connecting: trans.__('Connecting…'),
    live: trans.__('Connected'),
    reconnecting: trans.__('Reconnecting…'),
    elsewhere: trans.__('Open elsewhere'),
    lost: trans.__('Taken over'),
    closed: trans.__('Disconnected')
  };
  return words[link];
}

/** A language's name as people write it. */
export function languageName(language: string): string {
  const names: Readonly<Record<string, string>> = {
    python: 'Python',
    javascript: 'JavaScript',
    java: 'Java'
  };
  return names[language] ?? language;
}

export function minutesWords(
  trans: TranslationBundle,
  seconds: number
): string {
  const minutes = Math.ceil(seconds / 60);
  return trans._n('%1 minute', '%1 minutes', minutes, minutes);
}

/** Of long times: hours and minutes. */
export function hoursWords(trans: TranslationBundle, seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? minutesWords(trans, minutes * 60)
    : trans.__('%1 h %2 min', Math.floor(minutes / 60), minutes % 60);
}

/** A date and time in the language of the page. */
export function dateWords(iso: string): string {
  const locale = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short'
  }).format(new Date(iso));
}

/** The language of the page, for `Intl`. */
export function pageLocale(): string | undefined {
  return document.documentElement.lang || undefined;
}

/** A date without a time: the same one in every zone. */
export function dayWords(day: string): string {
  return dateOnly(day, { dateStyle: 'medium' });
}

export function monthWords(day: string): string {
  return dateOnly(day, { month: 'short' });
}

function dateOnly(day: string, options: Intl.DateTimeFormatOptions): string {
  const locale = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(locale, {
    ...options,
    timeZone: 'UTC'
  }).format(new Date(`${day}T00:00:00Z`));
}

/** Topics are written as the bank's authors write them. */
export function topicWords(topic: string): string {
  const words = topic.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function kindWords(trans: TranslationBundle, kind: string): string {
  return kind === 'system_design'
    ? trans.__('System design')
    : trans.__('Algorithms');
}

export function phaseWords(
  trans: TranslationBundle,
  phase: PhaseTime['phase']
): string {
  const words: Record<PhaseTime['phase'], string> = {
    solving: trans.__('Solving'),
    discussion: trans.__('Discussion'),
    between: trans.__('Between questions'),
    requirements: trans.__('Requirements'),
    estimation: trans.__('Estimation'),
    design: trans.__('High-level design'),
    deep_dives: trans.__('Deep dives')
  };
  return words[phase];
}

/** How an interview went. */
export function historyWords(
  trans: TranslationBundle,
  outcome: Outcome
): string {
  const words: Record<Outcome, string> = {
    solved: trans.__('All solved'),
    partly: trans.__('Partly solved'),
    unsolved: trans.__('None solved'),
    abandoned: trans.__('Abandoned'),
    unfinished: trans.__('Unfinished')
  };
  return words[outcome];
}
