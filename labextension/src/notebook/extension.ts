import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { INotebookModel, NotebookPanel } from '@jupyterlab/notebook';
import { DisposableDelegate, IDisposable } from '@lumino/disposable';
import { MessageLoop } from '@lumino/messaging';

import { IntegrityRecorder } from '../integrity/recorder';
import type { Link } from '../model/view';
import { ReviewBar } from '../review/ReviewBar';
import type { IServices } from '../widgets/services';
import { interviewOf, NotebookBinding } from './binding';
import { InterviewBar } from './InterviewBar';
import { isTranscript } from './metadata';
import { appendReport } from './report';

/**
 * Makes a working notebook part of its room: the interview's toolbar, and cells that come and go with the log. A transcript
 * gets the bar for reviewers.
 */
export class InterviewNotebooks implements DocumentRegistry.IWidgetExtension<
  NotebookPanel,
  INotebookModel
> {
  constructor(private readonly services: IServices) {}

  createNew(panel: NotebookPanel): IDisposable {
    const { interviews } = this.services;
    let bound: NotebookBinding | null = null;
    let bar: InterviewBar | null = null;
    let recorder: IntegrityRecorder | null = null;
    let review: ReviewBar | null = null;
    let reported = false;
    const report = async (id: string) => {
      const interview = interviews.find(id);
      const elsewhere = LEFT.has(interviews.room?.view.link ?? 'idle');
      const over = OVER.has(interview?.state ?? '');
      if (reported || elsewhere || !over || !interview?.titles.length) {
        return;
      }
      reported = true;
      try {
        await appendReport(panel, await interviews.reportCells(id));
      } catch (error) {
        // It is in the panel and the history too; the next change, or the next time the notebook is opened, tries again.
        console.warn('The report was not added to the notebook.', error);
        reported = false;
      }
    };
    const unbind = () => {
      bound?.dispose();
      bar?.dispose();
      recorder?.dispose();
      panel.removeClass(PANEL_CLASS);
      bound = bar = recorder = null;
    };
    const follow = async () => {
      if (bound !== null && interviews.room !== bound.room) {
        unbind();
      }
      const id = await interviewOf(panel);
      // Notebook builds a panel for every document it then opens on a page of its own; that one is never attached.
      if (!panel.isAttached) {
        return;
      }
      if (id !== null) {
        void report(id);
      }
      if (review === null && panel.model && isTranscript(panel.model)) {
        review = new ReviewBar(this.services, panel.context);
        panel.contentHeader.addWidget(review);
      }
      const room = id === null ? null : await interviews.enter(id);
      if (room === null || panel.isDisposed || bound?.room === room) {
        return;
      }
      unbind();
      panel.addClass(PANEL_CLASS);
      bound = new NotebookBinding(panel, room);
      bar = new InterviewBar(this.services, room);
      recorder = new IntegrityRecorder(panel, room, () =>
        this.services.aiExtensions().map(one => one.package)
      );
      panel.contentHeader.addWidget(bar);
    };
    const onChanged = () => void follow();
    MessageLoop.installMessageHook(panel, (_, message) => {
      if (message.type === 'after-attach') {
        onChanged();
      }
      return true;
    });
    onChanged();
    interviews.changed.connect(onChanged);
    return new DisposableDelegate(() => {
      interviews.changed.disconnect(onChanged);
      review?.dispose();
      unbind();
    });
  }
}

const OVER: ReadonlySet<string> = new Set(['completed', 'abandoned']);
/** Another tab has the room, and writes the notebook. */
const LEFT: ReadonlySet<Link> = new Set(['elsewhere', 'lost']);

/** Marks the notebook of a room; shortcuts are scoped to it. */
const PANEL_CLASS = 'jpi-InterviewNotebook';
