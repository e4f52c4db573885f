import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import type {
  AboutMe,
  Analytics,
  Cell,
  ConfirmDeletion,
  ErrorBody,
  Feedback,
  InterviewSummary,
  ReportCells,
  ReviewFinding,
  StartInterview,
  Suggestion,
  UserProfile
} from './protocol';

export const API_PATH = 'interview/api';

type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** An interview of the user's own, one that the user teaches, with its hidden part, or a transcript among the files. */
export type ReplaySource =
  | { readonly interview: string }
  | { readonly record: string }
  | { readonly path: string };

/** What the server refused, in its own words; `code` is what programs compare. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody
  ) {
    super(body.message);
  }
}

/** The REST part of the interview server. Every call raises `ApiError` or `ServerConnection.NetworkError`. */
export class InterviewApi {
  constructor(readonly settings: ServerConnection.ISettings) {}

  me(): Promise<UserProfile> {
    return this.request('GET', 'users/me');
  }

  /** What is left out stays as it is. */
  setAboutMe(body: AboutMe): Promise<UserProfile> {
    return this.request('PATCH', 'users/me', body);
  }

  analytics(): Promise<Analytics> {
    return this.request('GET', 'analytics');
  }

  /** The candidate's interviews, newest first. */
  async list(): Promise<InterviewSummary[]> {
    const { interviews } = await this.request<{
      interviews: InterviewSummary[];
    }>('GET', 'interviews');
    return interviews.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  get(id: string): Promise<InterviewSummary> {
    return this.request('GET', `interviews/${encodeURIComponent(id)}`);
  }

  feedback(id: string): Promise<Feedback> {
    return this.request('GET', `feedback/${encodeURIComponent(id)}`);
  }

  /** What to practise after an interview. */
  async suggestions(id: string): Promise<readonly Suggestion[]> {
    const path = `feedback/${encodeURIComponent(id)}/suggestions`;
    const answer = await this.request<{ suggestions: Suggestion[] }>(
      'GET',
      path
    );
    return answer.suggestions;
  }

  /** The report as a PDF. */
  async report(id: string): Promise<Blob> {
    const path = `feedback/${encodeURIComponent(id)}/report`;
    return (await this.respond('GET', path)).blob();
  }

  /** The report as cells for the end of the working notebook. */
  async reportCells(id: string): Promise<readonly Cell[]> {
    const path = `feedback/${encodeURIComponent(id)}/cells`;
    return (await this.request<ReportCells>('GET', path)).cells;
  }

  /** All that is kept about the candidate, as a zip. */
  async exportData(): Promise<Blob> {
    return (await this.respond('GET', 'users/me/data')).blob();
  }

  async deleteData(body: ConfirmDeletion): Promise<void> {
    await this.respond('DELETE', 'users/me/data', body);
  }

  /** What verifying a transcript among the user's files found. */
  review(path: string): Promise<ReviewFinding> {
    return this.request('GET', `review${query(path)}`);
  }

  /** The HTML of a replay. */
  async replay(source: ReplaySource): Promise<string> {
    return (await this.respond('GET', replayPath(source))).text();
  }

  /** The HTML of an assignment's submissions that are alike. */
  async similar(assignment: string): Promise<string> {
    const path = `assignments/${encodeURIComponent(assignment)}/similar`;
    return (await this.respond('GET', path)).text();
  }

  /** Where a browser finds the replay, for a window of its own. */
  replayUrl(source: ReplaySource): string {
    return URLExt.join(this.settings.baseUrl, API_PATH, replayPath(source));
  }

  /** The report on a transcript among the user's files, as a PDF. */
  async reportOn(path: string): Promise<Blob> {
    return (await this.respond('GET', `review/report${query(path)}`)).blob();
  }

  start(body: StartInterview): Promise<InterviewSummary> {
    return this.request('POST', 'interviews', body);
  }

  resume(id: string): Promise<InterviewSummary> {
    return this.request('POST', `interviews/${encodeURIComponent(id)}/resume`);
  }

  abandon(id: string): Promise<InterviewSummary> {
    return this.request('POST', `interviews/${encodeURIComponent(id)}/abandon`);
  }

  async request<T>(
    method: Method,
    path: string,
    body: object = {}
  ): Promise<T> {
    return (await (await this.respond(method, path, body)).json()) as T;
  }

  /** A file as it is, anything else as JSON. */
  async respond(
    method: Method,
    path: string,
    body: object = {}
  ): Promise<Response> {
    const url = URLExt.join(this.settings.baseUrl, API_PATH, path);
    const response = await ServerConnection.makeRequest(
      url,
      method === 'GET' ? { method } : { method, ...content(body) },
      this.settings
    );
    if (!response.ok) {
      throw new ApiError(response.status, await errorBody(response));
    }
    return response;
  }
}

function content(body: object): RequestInit {
  return body instanceof Blob
    ? { body, headers: { 'Content-Type': 'application/octet-stream' } }
    : { body: JSON.stringify(body) };
}

function query(path: string): string {
  return URLExt.objectToQueryString({ path });
}

function replayPath(source: ReplaySource): string {
  if ('path' in source) {
    return `review/replay${query(source.path)}`;
  }
  return 'interview' in source
    ? `interviews/${encodeURIComponent(source.interview)}/replay`
    : `interviews/${encodeURIComponent(source.record)}/record/replay`;
}

/** The error that a response holds; a proxy in between may answer with something other than ours. */
async function errorBody(response: Response): Promise<ErrorBody> {
  const text = await response.text();
  try {
    const value = JSON.parse(text) as Partial<ErrorBody>;
    if (typeof value.message === 'string') {
      const { code = 'internal', message, details = {} } = value;
      return { code, message, details };
    }
  } catch (error) {
    console.warn('The interview server answered with no JSON.', error);
  }
  return {
    code: 'internal',
    message: `${response.status} ${response.statusText}`
  };
}
