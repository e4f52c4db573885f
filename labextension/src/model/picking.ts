import type { BrowsedQuestion } from '../api/protocol';
import type { ITermsForm } from './terms';

/** Whether a question can be answered in each language allowed, and has every word that is searched for. */
export function suits(
  question: BrowsedQuestion,
  { kind, languages }: Pick<ITermsForm, 'kind' | 'languages'>,
  search: string
): boolean {
  const text = [question.title, question.difficulty, ...question.topics]
    .join(' ')
    .toLowerCase();
  const words = search.toLowerCase().split(/\s+/);
  return (
    (kind !== 'dsa' ||
      languages.every(language => question.languages.includes(language))) &&
    words.every(word => text.includes(word))
  );
}
