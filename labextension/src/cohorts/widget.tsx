import { ILabShell, ILayoutRestorer } from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import { CommandIds } from '../commands';
import { cohortsIcon } from '../icons';
import { keepFocusIn } from '../widgets/focus';
import { IServices, ServicesContext } from '../widgets/services';
import { CohortsView } from './CohortsView';

const ID = 'jupyter-interview-cohorts';

class CohortsBody extends ReactWidget {
  constructor(private readonly services: IServices) {
    super();
    this.addClass('jpi-Dashboard-body');
    // When what has the focus goes away, a form that was sent for one, the keyboard stays here.
    this.letFocusGo = keepFocusIn(this.node, () => this.node.focus());
  }

  override dispose(): void {
    this.letFocusGo();
    super.dispose();
  }

  protected render(): React.ReactElement {
    return (
      <ServicesContext.Provider value={this.services}>
        <CohortsView />
      </ServicesContext.Provider>
    );
  }

  private readonly letFocusGo: () => void;
}

/** The command that opens the educators' view, for whoever founds cohorts or teaches one. */
export function addCohorts(
  shell: ILabShell,
  services: IServices,
  restorer: ILayoutRestorer | null
): void {
  const { commands, interviews, trans } = services;
  const tracker = new WidgetTracker<MainAreaWidget<CohortsBody>>({
    namespace: ID
  });
  const open = (): MainAreaWidget<CohortsBody> => {
    const widget = new MainAreaWidget({ content: new CohortsBody(services) });
    widget.id = ID;
    widget.title.label = trans.__('Cohorts');
    widget.title.icon = cohortsIcon;
    widget.title.closable = true;
    shell.add(widget, 'main', { type: 'Interview' });
    void tracker.add(widget);
    return widget;
  };
  commands.addCommand(CommandIds.openCohorts, {
    label: trans.__('Interview: Cohorts'),
    caption: trans.__('Cohorts you teach, their assignments and progress'),
    icon: cohortsIcon,
    describedBy: { args: { type: 'object', properties: {} } },
    isVisible: () => interviews.educates,
    execute: () => {
      const widget = tracker.currentWidget ?? open();
      shell.activateById(widget.id);
    }
  });
  interviews.changed.connect(() =>
    commands.notifyCommandChanged(CommandIds.openCohorts)
  );
  if (restorer) {
    void restorer.restore(tracker, {
      command: CommandIds.openCohorts,
      name: () => ID
    });
  }
}
