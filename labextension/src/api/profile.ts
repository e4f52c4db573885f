import type { CandidateProfile, EditedProfile } from './protocol';
import type { InterviewApi } from './rest';

/** The candidate's own profile. Every call raises `ApiError` or `ServerConnection.NetworkError`. */
export class ProfileApi {
  constructor(private readonly api: InterviewApi) {}

  get(): Promise<CandidateProfile> {
    return this.api.request('GET', 'profile');
  }

  /** Read a résumé; the answer is a draft. `model`: whether a language model may be shown parts of it. */
  upload(file: Blob, model: boolean): Promise<CandidateProfile> {
    return this.api.request('PUT', `profile/resume?model=${model}`, file);
  }

  /** From now on it is used as it is here. */
  confirm(body: EditedProfile): Promise<CandidateProfile> {
    return this.api.request('PUT', 'profile', body);
  }

  /** The profile and the file. */
  async delete(): Promise<void> {
    await this.api.respond('DELETE', 'profile');
  }
}
