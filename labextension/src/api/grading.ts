import type { InterviewGrade, OverridePoints, RejudgedBody } from './protocol';
import type { InterviewApi } from './rest';

/** What educators see of an attempt, and decide about it. Every call raises `ApiError` or `ServerConnection.NetworkError`. */
export class GradingApi {
  constructor(private readonly api: InterviewApi) {}

  /** An attempt that is over: its scores with their evidence, and what was decided about them. */
  attempt(interview: string): Promise<InterviewGrade> {
    return this.api.request('GET', `${attempt(interview)}/grade`);
  }

  /** Give a question other points than the scorer. */
  async override(interview: string, body: OverridePoints): Promise<void> {
    await this.api.respond('POST', `${attempt(interview)}/overrides`, body);
  }

  /** Have a question's submissions in one interview judged by the bank's present version. */
  rejudge(interview: string, questionId: string): Promise<RejudgedBody> {
    const path = `${attempt(interview)}/rejudgings`;
    return this.api.request('POST', path, { questionId });
  }

  /** The same in all interviews of an assignment that are over. */
  rejudgeAll(assignment: string, questionId: string): Promise<RejudgedBody> {
    const path = `assignments/${encodeURIComponent(assignment)}/rejudgings`;
    return this.api.request('POST', path, { questionId });
  }
}

function attempt(interview: string): string {
  return `interviews/${encodeURIComponent(interview)}`;
}
