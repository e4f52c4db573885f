import { ISignal, Signal } from '@lumino/signaling';

import type { CohortSummary, OwnAssignment } from '../api/protocol';
import type { InterviewApi } from '../api/rest';
import { messageOf } from '../interviews';

/** What is set for the candidate, and the cohorts it is set in. */
export class Assignments {
  constructor(private readonly api: InterviewApi) {}

  /** Null until the server answered. */
  get list(): readonly OwnAssignment[] | null {
    return this._list;
  }

  /** Those that the user is a candidate in. */
  get cohorts(): readonly CohortSummary[] {
    return this._cohorts;
  }

  /** Why the server could not be asked, in words for the candidate. */
  get failure(): string | null {
    return this._failure;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Grows with every change. */
  get version(): number {
    return this._version;
  }

  async refresh(): Promise<void> {
    try {
      const [{ assignments }, { cohorts }] = await Promise.all([
        this.api.request<{ assignments: OwnAssignment[] }>(
          'GET',
          'assignments'
        ),
        this.api.request<{ cohorts: CohortSummary[] }>('GET', 'cohorts')
      ]);
      this._list = assignments;
      this._cohorts = cohorts.filter(({ part }) => part === 'candidate');
      this._failure = null;
    } catch (error) {
      this._failure = messageOf(error);
    }
    this._version += 1;
    this._changed.emit();
  }

  /** One as its candidates see it, for educators too. Raises `ApiError`. */
  get(id: string): Promise<OwnAssignment> {
    return this.api.request('GET', `assignments/${encodeURIComponent(id)}`);
  }

  /** Raises `ApiError`. */
  async leave(cohort: string): Promise<void> {
    const path = `cohorts/${encodeURIComponent(cohort)}/leave`;
    await this.api.request('POST', path);
    await this.refresh();
  }

  private _list: readonly OwnAssignment[] | null = null;
  private _cohorts: readonly CohortSummary[] = [];
  private _failure: string | null = null;
  private _version = 0;
  private readonly _changed = new Signal<this, void>(this);
}
