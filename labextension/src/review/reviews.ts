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
    this.show(this.shell, id, page, this.trans.__('Replay of %1', title));
  }

  /** Open an assignment's submissions that are alike, side by side; in JupyterLab alone. Raises `ApiError`. */
  async openSimilar(assignment: string, title: string): Promise<void> {
    if (this.shell !== null) {
      const id = `jupyter-interview-similar-${assignment}`;
      const page = await this.api.similar(assignment);
      this.show(this.shell, id, page, this.trans.__('Alike in %1', title));
    }
  }

  /** Save the report on a transcript among the files. Raises `ApiError`. */
  async saveReport(path: string): Promise<void> {
    const name = PathExt.basename(path, '.ipynb');
    saveBlob(await this.api.reportOn(path), `${name}.report.pdf`);
  }

  private show(
    shell: ILabShell,
    id: string,
    page: string,
    label: string
  ): void {
    this.opened.get(id)?.dispose();
    const widget = new MainAreaWidget({
      content: new ReplayFrame(page, label)
    });
    widget.id = id;
    widget.title.label = label;
    widget.title.icon = historyIcon;
    widget.title.closable = true;
    this.opened.set(id, widget);
    widget.disposed.connect(() => this.opened.delete(id));
    shell.add(widget, 'main', { type: 'Interview replay' });
    shell.activateById(id);
  }

  private readonly opened = new Map<string, MainAreaWidget<ReplayFrame>>();
}
