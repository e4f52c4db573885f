import type {
  AssignmentBody,
  BrowsedQuestion,
  CandidateProgress,
  ChangeCohort,
  ChangeMember,
  CohortBody,
  CohortSummary,
  InterviewSummary,
  InvitationBody,
  Terms
} from './protocol';
import type { InterviewApi } from './rest';

/** An assignment with its terms in full, as the server sends them. */
export type Assignment = AssignmentBody & { terms: Required<Terms> };

/** Cohorts and their assignments. Every call raises `ApiError` or `ServerConnection.NetworkError`. */
export class CohortsApi {
  constructor(private readonly api: InterviewApi) {}

  /** Those the user is in. */
  async list(): Promise<readonly CohortSummary[]> {
    const path = 'cohorts';
    const answer = await this.api.request<{ cohorts: CohortSummary[] }>(
      'GET',
      path
    );
    return answer.cohorts;
  }

  async teachesOne(): Promise<boolean> {
    return (await this.list()).some(({ part }) => part === 'educator');
  }

  found(name: string): Promise<CohortBody> {
    return this.api.request('POST', 'cohorts', { name });
  }

  get(id: string): Promise<CohortBody> {
    return this.api.request('GET', cohort(id));
  }

  change(id: string, body: ChangeCohort): Promise<CohortBody> {
    return this.api.request('PATCH', cohort(id), body);
  }

  /** Each becomes a candidate on signing in. */
  enrol(id: string, csv: string): Promise<CohortBody> {
    return this.api.request('POST', `${cohort(id)}/roster`, { csv });
  }

  grant(id: string, member: string, body: ChangeMember): Promise<CohortBody> {
    return this.api.request('PUT', memberOf(id, member), body);
  }

  remove(id: string, member: string): Promise<CohortBody> {
    return this.api.request('DELETE', memberOf(id, member));
  }

  /** The answer holds the token, which is kept nowhere. */
  invite(id: string): Promise<InvitationBody> {
    return this.api.request('POST', `${cohort(id)}/invitations`);
  }

  /** No invitation to the cohort is valid any more. */
  async withdraw(id: string): Promise<void> {
    await this.api.respond('DELETE', `${cohort(id)}/invitations`);
  }

  join(token: string): Promise<CohortSummary> {
    return this.api.request('POST', 'cohorts/join', { token });
  }

  /** The newest window first. */
  async assignments(cohortId: string): Promise<readonly Assignment[]> {
    const path = `${cohort(cohortId)}/assignments`;
    const { assignments } = await this.api.request<{
      assignments: Assignment[];
    }>('GET', path);
    return assignments.sort((a, b) =>
      b.terms.opensAt.localeCompare(a.terms.opensAt)
    );
  }

  set(cohortId: string, terms: Terms): Promise<Assignment> {
    return this.api.request('POST', `${cohort(cohortId)}/assignments`, terms);
  }

  /** For interviews that begin from now on. */
  changeTerms(id: string, terms: Terms): Promise<Assignment> {
    return this.api.request('PUT', assignment(id), terms);
  }

  /** Let candidates see their results, or no longer. */
  release(id: string, released: boolean): Promise<Assignment> {
    return this.api.request('POST', `${assignment(id)}/release`, { released });
  }

  async progress(id: string): Promise<readonly CandidateProgress[]> {
    const path = `${assignment(id)}/progress`;
    const { candidates } = await this.api.request<{
      candidates: CandidateProgress[];
    }>('GET', path);
    return candidates;
  }

  /** The grades as CSV. */
  async gradebook(id: string): Promise<Blob> {
    return (
      await this.api.respond('GET', `${assignment(id)}/gradebook`)
    ).blob();
  }

  startAttempt(id: string, language: string): Promise<InterviewSummary> {
    const path = `${assignment(id)}/interviews`;
    return this.api.request('POST', path, { language });
  }

  /** What the bank holds. */
  async questions(): Promise<readonly BrowsedQuestion[]> {
    const { questions } = await this.api.request<{
      questions: BrowsedQuestion[];
    }>('GET', 'questions');
    return questions;
  }
}

function cohort(id: string): string {
  return `cohorts/${encodeURIComponent(id)}`;
}

function memberOf(id: string, member: string): string {
  return `${cohort(id)}/members/${encodeURIComponent(member)}`;
}

function assignment(id: string): string {
  return `assignments/${encodeURIComponent(id)}`;
}
