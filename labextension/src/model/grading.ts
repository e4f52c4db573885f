import type {
  Verdict,
  QuestionGradeBody,
  RejudgingBody
} from '../api/protocol';

/** What a question is worth. */
export const POSSIBLE = 4;
export const MAX_REASON = 2000;

/** The points that were typed; null for what is no number of points. */
export function pointsOf(typed: string): number | null {
  const points = typed.trim() === '' ? Number.NaN : Number(typed);
  return points >= 0 && points <= POSSIBLE ? points : null;
}

/** Whether a reason was given that the server takes. */
export function isReason(typed: string): boolean {
  const length = [...typed.trim()].length;
  return length > 0 && length <= MAX_REASON;
}

/** Verdicts of a rejudging that changed, as `from` and `to`; what could not be run changed nothing. */
export function changes(
  rejudging: RejudgingBody
): readonly { from: Verdict; to: Verdict }[] {
  return rejudging.verdicts
    .filter(
      ({ old, new: now }) =>
        old.verdict !== now.verdict && now.verdict !== 'internal_error'
    )
    .map(({ old, new: now }) => ({ from: old.verdict, to: now.verdict }));
}

/** Whether rejudging gave the scorer's points another value. */
export function hasMoved({ before, automatic }: QuestionGradeBody): boolean {
  return before !== automatic;
}
