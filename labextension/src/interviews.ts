import { PageConfig } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { UUID } from '@lumino/coreutils';
import { ISignal, Signal } from '@lumino/signaling';

import { openChannel } from './api/channel';
import type {
  Analytics,
  Cell,
  Feedback,
  InterviewSummary,
  StartInterview,
  Suggestion,
  UserProfile
} from './api/protocol';
import { CohortsApi } from './api/cohorts';
import { GradingApi } from './api/grading';
import { ProfileApi } from './api/profile';
import { ApiError, InterviewApi } from './api/rest';
import { RUNNING } from './model/abilities';
import { Room } from './model/room';
import { outboxStore } from './store';
import { saveBlob } from './save';
import { claimTabId } from './tab';

/** Notebook 7 names its kinds of pages; JupyterLab has one. */
const IN_LAB = PageConfig.getOption('notebookPage') === '';
const OVER: ReadonlySet<string> = new Set(['completed', 'abandoned']);
const SEALING_MS = 1500;
const SEALING_TRIES = 20;

/**
 * The candidate's interviews, and the one room that this page is in.
 *
 * The room is entered where its notebook is open: in JupyterLab that is the page with the panel, in Notebook 7 a page of its
 * own.
 */
export class Interviews {
  constructor(
    private readonly api: InterviewApi,
    private readonly docManager: IDocumentManager
  ) {
    this.profiles = new ProfileApi(api);
    this.cohorts = new CohortsApi(api);
    this.grading = new GradingApi(api);
    window.addEventListener('online', () => this._room?.nudge());
  }

  /** What was understood of the candidate's résumé. */
  readonly profiles: ProfileApi;

  /** What educators set, and follow. */
  readonly cohorts: CohortsApi;

  /** What educators see of an attempt, and decide about it. */
  readonly grading: GradingApi;

  /** Whether the user founds cohorts, or teaches one. */
  get educates(): boolean {
    return this._educates;
  }

  /** Null until the server answered. */
  get profile(): UserProfile | null {
    return this._profile;
  }

  get list(): readonly InterviewSummary[] {
    return this._list;
  }

  get room(): Room | null {
    return this._room;
  }

  /** Why the server could not be asked, in words for the candidate; null when it could. */
  get failure(): string | null {
    return this._failure;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Grows with every change, so that a view can tell whether it missed one. */
  get version(): number {
    return this._version;
  }

  /** The interview that holds the one place a candidate has. */
  get running(): InterviewSummary | null {
    return this._list.find(({ state }) => RUNNING.has(state)) ?? null;
  }

  find(id: string): InterviewSummary | undefined {
    return this._list.find(interview => interview.id === id);
  }

  /** The scores of one that is over. Raises `ApiError`. */
  feedback(id: string): Promise<Feedback> {
    return this.api.feedback(id);
  }

  /** What the candidate's interviews add up to. Raises `ApiError`. */
  analytics(): Promise<Analytics> {
    return this.api.analytics();
  }

  /** What to practise after one that is over. Raises `ApiError`. */
  suggestions(id: string): Promise<readonly Suggestion[]> {
    return this.api.suggestions(id);
  }

  /** What the start form should offer to practise; null for whatever comes. */
  get wished(): Suggestion | null {
    return this._wished;
  }

  /** Have the start form offer it, and leave a room that is over, for the form is not shown in a room. */
  wish(suggestion: Suggestion | null): void {
    this._wished = suggestion;
    if (suggestion !== null && this._room !== null) {
      this.leave(this._room.interviewId);
    }
    this.tellChanged();
  }

  /** The report as cells. Raises `ApiError`. */
  reportCells(id: string): Promise<readonly Cell[]> {
    return this.api.reportCells(id);
  }

  /** Save the report where the browser keeps downloads. */
  async saveReport(id: string): Promise<void> {
    saveBlob(await this.api.report(id), `${id}.report.pdf`);
  }

  /** Save all that is kept about the candidate as a zip. Raises `ApiError`. */
  async saveData(): Promise<void> {
    saveBlob(await this.api.exportData(), 'interview-data.zip');
  }

  /** Delete it, for good; the typed word says that it is meant. Raises `ApiError`. */
  async deleteData(confirm: string): Promise<void> {
    await this.api.deleteData({ confirm });
    await this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      const [profile, list] = await Promise.all([
        this.api.me(),
        this.api.list()
      ]);
      this._educates =
        profile.role !== 'candidate' || (await this.cohorts.teachesOne());
      this._profile = await this.atHome(profile);
      this._list = list;
      this._failure = null;
    } catch (error) {
      this._failure = messageOf(error);
    }
    this.tellChanged();
  }

  /** The profile, once the server knows the time zone of this browser. */
  private async atHome(profile: UserProfile): Promise<UserProfile> {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (profile.timeZone === timeZone || timeZone === this.refusedZone) {
      return profile;
    }
    try {
      return await this.api.setAboutMe({ timeZone });
    } catch (error) {
      // Dates are then those of the zone before, which is no reason to show nothing.
      console.warn('The interview server refused the time zone.', error);
      this.refusedZone = timeZone;
      return profile;
    }
  }

  /** Whether the scores may be used to measure the questions. Raises `ApiError`. */
  async shareScores(sharesScores: boolean): Promise<void> {
    this._profile = await this.api.setAboutMe({ sharesScores });
    this.tellChanged();
  }

  /** Start an interview and open its notebook. Raises `ApiError`. */
  async start(body: StartInterview): Promise<void> {
    const interview = await this.api.start(body);
    this._wished = null;
    this.put(interview);
    this.openNotebook(interview);
  }

  /** Begin an assigned interview, or as its educator a preview of it, and open its notebook. Raises `ApiError`. */
  async sit(assignmentId: string, language: string): Promise<void> {
    const interview = await this.cohorts.startAttempt(assignmentId, language);
    this.put(interview);
    this.openNotebook(interview);
  }

  /** Go on after a pause. Raises `ApiError`. */
  async resume(id: string): Promise<void> {
    const interview = await this.api.resume(id);
    this.openNotebook(interview);
    if (this._room?.interviewId === id) {
      this._room.connect();
    }
    this.put(interview);
  }

  /** Give an interview up. Raises `ApiError`. */
  async abandon(id: string): Promise<void> {
    this.put(await this.api.abandon(id));
    this.leave(id);
  }

  /** Open the working notebook with the interview's kernel; whoever watches notebooks enters the room. */
  openNotebook({ notebookPath, kernelName }: InterviewSummary): void {
    // Notebook saves the file before it opens a page with a named kernel, and a tab that has not joined may not save. The file
    // names the kernel too.
    const kernel = IN_LAB ? { name: kernelName } : undefined;
    this.docManager.openOrReveal(notebookPath, 'default', kernel);
  }

  /** A transcript is read, not run: it asks for no kernel. */
  openTranscript(path: string): void {
    this.docManager.openOrReveal(path, 'default', undefined, undefined, {
      shouldStart: false
    });
  }

  /** After a reload of the page: go back to the interview that runs. In Notebook 7 that would open a window nobody asked for. */
  async restore(): Promise<void> {
    await this.refresh();
    const running = this.running;
    if (running !== null && IN_LAB) {
      this.openNotebook(running);
    }
  }

  /** The room of an interview whose notebook is open here, joined; null when that interview does not run. */
  async enter(id: string): Promise<Room | null> {
    const tabId = await (this.tabId ??= claimTabId());
    if (this._room?.interviewId === id) {
      return this._room;
    }
    if (this.running?.id !== id) {
      return null;
    }
    this._room?.close();
    const room = new Room({
      interviewId: id,
      tabId,
      makeId: () => UUID.uuid4(),
      random: Math.random,
      openSocket: () => openChannel(this.api.settings, id),
      store: outboxStore(id)
    });
    this._room = room;
    room.changed.connect(this.onRoom, this);
    room.connect();
    this.tellChanged();
    return room;
  }

  /** Forget the room; its interview goes on at the server. */
  leave(id: string): void {
    if (this._room?.interviewId === id) {
      this._room.close();
      this._room = null;
      this.tellChanged();
    }
  }

  private onRoom(room: Room): void {
    const interview = room.view.state?.interview;
    if (interview !== undefined && interview !== this.seen) {
      this.seen = interview;
      this.put(interview);
      if (OVER.has(interview.state) && interview.transcriptPath === null) {
        this.waitForTranscript(interview.id, SEALING_TRIES);
      }
    }
  }

  /** Sealing follows the end, and no frame has to say so. */
  private waitForTranscript(id: string, tries: number): void {
    window.clearTimeout(this.sealingTimer);
    this.sealingTimer = window.setTimeout(() => {
      void this.refresh().then(() => {
        const sealed = this.find(id)?.transcriptPath ?? null;
        if (sealed === null && tries > 1) {
          this.waitForTranscript(id, tries - 1);
        }
      });
    }, SEALING_MS);
  }

  private put(interview: InterviewSummary): void {
    const others = this._list.filter(({ id }) => id !== interview.id);
    this._list = [interview, ...others].sort((a, b) =>
      b.createdAt.localeCompare(a.createdAt)
    );
    this.tellChanged();
  }

  private refusedZone: string | null = null;
  private sealingTimer: number | undefined;
  private _educates = false;
  private _profile: UserProfile | null = null;
  private _list: readonly InterviewSummary[] = [];
  private _failure: string | null = null;
  private _room: Room | null = null;
  private tabId: Promise<string> | null = null;
  private seen: InterviewSummary | null = null;
  private tellChanged(): void {
    this._version += 1;
    this._changed.emit();
  }

  private _wished: Suggestion | null = null;
  private _version = 0;
  private readonly _changed = new Signal<this, void>(this);
}

/** What to tell the candidate of an error. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) {
    return error.body.message;
  }
  return error instanceof Error ? error.message : String(error);
}
