import { ILabShell, ILayoutRestorer } from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import { CommandIds } from '../commands';
import { dashboardIcon } from '../icons';
import { keepFocusIn } from '../widgets/focus';
import { IServices, ServicesContext } from '../widgets/services';
import { Dashboard } from './Dashboard';

const ID = 'jupyter-interview-dashboard';

class DashboardBody extends ReactWidget {
  constructor(private readonly services: IServices) {
    super();
    this.addClass('jpi-Dashboard-body');
    // When what has the focus goes away, the start form after a start for one, the keyboard stays here.
    this.letFocusGo = keepFocusIn(this.node, () => this.node.focus());
  }

  override dispose(): void {
    this.letFocusGo();
    super.dispose();
  }

  protected render(): React.ReactElement {
    return (
      <ServicesContext.Provider value={this.services}>
        <Dashboard />
      </ServicesContext.Provider>
    );
  }

  private readonly letFocusGo: () => void;
}

/** The command that opens the dashboard; it is open at most once, and open again after a reload. */
export function addDashboard(
  shell: ILabShell,
  services: IServices,
  restorer: ILayoutRestorer | null
): void {
  const { commands, interviews, trans } = services;
  const tracker = new WidgetTracker<MainAreaWidget<DashboardBody>>({
    namespace: ID
  });
  const open = (): MainAreaWidget<DashboardBody> => {
    const widget = new MainAreaWidget({ content: new DashboardBody(services) });
    widget.id = ID;
    widget.title.label = trans.__('Your interviews');
    widget.title.icon = dashboardIcon;
    widget.title.closable = true;
    shell.add(widget, 'main', { type: 'Interview' });
    void tracker.add(widget);
    return widget;
  };
  commands.addCommand(CommandIds.openDashboard, {
    label: args =>
      args['isLauncher']
        ? trans.__('Dashboard')
        : trans.__('Open the interview dashboard'),
    caption: trans.__('History, progress and weak spots of your interviews'),
    icon: dashboardIcon,
    describedBy: { args: { type: 'object', properties: {} } },
    execute: () => {
      const widget = tracker.currentWidget ?? open();
      shell.activateById(widget.id);
      void interviews.refresh();
    }
  });
  if (restorer) {
    void restorer.restore(tracker, {
      command: CommandIds.openDashboard,
      name: () => ID
    });
  }
}
