import type { CandidateProgress, InterviewSummary } from '../api/protocol';

export interface IStanding {
  /** The newest; null where none was begun. */
  interview: InterviewSummary | null;
  /** Null where no clock runs or stands. */
  secondsLeft: number | null;
}

const OVER: ReadonlySet<string> = new Set(['completed', 'abandoned']);

/** Where a candidate stands `elapsed` milliseconds after the server said it. */
export function standing(
  { interviews }: CandidateProgress,
  elapsed: number
): IStanding {
  const interview = interviews.at(-1) ?? null;
  if (interview === null || OVER.has(interview.state)) {
    return { interview, secondsLeft: null };
  }
  const running = interview.state === 'in_progress' ? elapsed / 1000 : 0;
  return {
    interview,
    secondsLeft: Math.max(0, interview.remainingSeconds - running)
  };
}
