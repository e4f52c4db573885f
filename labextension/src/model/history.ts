import type { InterviewSummary } from '../api/protocol';

/** How an interview went, as its candidate would say. In system design nothing is judged: what was gone through counts. */
export type Outcome =
  'solved' | 'partly' | 'unsolved' | 'abandoned' | 'unfinished';

/** What to look for; empty fields let everything through. */
export interface IHistoryFilter {
  kind: string;
  language: string;
  outcome: string;
  text: string;
}

export const EVERYTHING: IHistoryFilter = {
  kind: '',
  language: '',
  outcome: '',
  text: ''
};

export function doneOf(interview: InterviewSummary): number {
  return interview.kind === 'system_design'
    ? interview.questionsClosed
    : interview.questionsAccepted;
}

export function outcomeOf(interview: InterviewSummary): Outcome {
  if (interview.state === 'abandoned') {
    return 'abandoned';
  }
  if (interview.state !== 'completed') {
    return 'unfinished';
  }
  const done = doneOf(interview);
  if (done === 0) {
    return 'unsolved';
  }
  return done < interview.questionCount ? 'partly' : 'solved';
}

/** Every word of the text must be in a question's title, in the language or in the date, in any order and case. */
export function fits(
  interview: InterviewSummary,
  filter: IHistoryFilter
): boolean {
  const { kind, language, outcome, text } = filter;
  return (
    (kind === '' || kind === interview.kind) &&
    (language === '' || language === interview.language) &&
    (outcome === '' || outcome === outcomeOf(interview)) &&
    hasWords(interview, text)
  );
}

function hasWords(interview: InterviewSummary, text: string): boolean {
  const { titles, language, createdAt } = interview;
  const told = [...titles, language, createdAt.slice(0, 10)]
    .join(' ')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(word => told.includes(word));
}
