import type { ILabShell } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { historyIcon } from '@jupyterlab/ui-components';

import type { ReviewFinding } from '../api/protocol';
import type { InterviewApi, ReplaySource } from '../api/rest';
import { saveBlob } from '../save';
import { ReplayFrame } from './frame';

/** What a transcript is, its replay and its report. */
export class Reviews {
  /** Without a `shell` of JupyterLab, replays open in windows of their own. */
  constructor(
    private readonly api: InterviewApi,
    private readonly shell: ILabShell | null,
    private readonly trans: TranslationBundle
  ) {}

  /** Verify a transcript among the files. Raises `ApiError`. */
  verify(path: string): Promise<ReviewFinding> {
    return this.api.review(path);
  }

  /** Open a replay, `title` saying of what. Raises `ApiError`. */
  async open(source: ReplaySource, title: string): Promise<void> {
    if (this.shell === null) {
      window.open(this.api.replayUrl(source), '_blank', 'noopener');
      return;
    }
    const id = `jupyter-interview-replay-${JSON.stringify(source)}`;
    const page = await this.api.replay(source);
    this.opened.get(id)?.dispose();
    const label = this.trans.__('Replay of %1', title);
    const widget = new MainAreaWidget({
      content: new ReplayFrame(page, label)
    });
    widget.id = id;
    widget.title.label = label;
    widget.title.icon = historyIcon;
    widget.title.closable = true;
    this.opened.set(id, widget);
    widget.disposed.connect(() => this.opened.delete(id));
    this.shell.add(widget, 'main', { type: 'Interview replay' });
    this.shell.activateById(id);
  }

  /** Save the report on a transcript among the files. Raises `ApiError`. */
  async saveReport(path: string): Promise<void> {
    const name = PathExt.basename(path, '.ipynb');
    saveBlob(await this.api.reportOn(path), `${name}.report.pdf`);
  }

  private readonly opened = new Map<string, MainAreaWidget<ReplayFrame>>();
}
