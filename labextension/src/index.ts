import {
  ILabShell,
  ILayoutRestorer,
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, ISessionContextDialogs } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { ILauncher } from '@jupyterlab/launcher';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { Announcer } from './announcer';
import { Assignments } from './assignments/assignments';
import { InterviewApi } from './api/rest';
import { joinByAddress, takeInvitation } from './cohorts/joining';
import { addCohorts } from './cohorts/widget';
import { addRoomCommands, CommandIds } from './commands';
import { addDashboard } from './dashboard/widget';
import { interviewIcon } from './icons';
import { aiExtensions } from './integrity/extensions';
import { Interviews } from './interviews';
import { InterviewNotebooks } from './notebook/extension';
import { Reviews } from './review/reviews';
import { InterviewPanel, PANEL_ID } from './widgets/Panel';
import { quiet } from './widgets/quiet';
import { watchRooms } from './watch';
import { DOMAIN } from './words';

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:plugin',
  description: 'JupyterLab as a technical interview room.',
  autoStart: true,
  requires: [IDocumentManager, INotebookTracker, IRenderMimeRegistry],
  optional: [
    ITranslator,
    ICommandPalette,
    ILauncher,
    ILabShell,
    ILayoutRestorer,
    ISessionContextDialogs
  ],
  activate
};

function activate(
  app: JupyterFrontEnd,
  docManager: IDocumentManager,
  tracker: INotebookTracker,
  rendermime: IRenderMimeRegistry,
  translator: ITranslator | null,
  palette: ICommandPalette | null,
  launcher: ILauncher | null,
  labShell: ILabShell | null,
  restorer: ILayoutRestorer | null,
  dialogs: ISessionContextDialogs | null
): void {
  const { commands, serviceManager, shell } = app;
  const invitation = takeInvitation(); // before JupyterLab writes the address anew
  const trans = (translator ?? nullTranslator).load(DOMAIN);
  const api = new InterviewApi(serviceManager.serverSettings);
  const interviews = new Interviews(api, docManager);
  const assignments = new Assignments(api);
  const services = {
    commands,
    interviews,
    reviews: new Reviews(api, labShell, trans),
    rendermime: quiet(rendermime),
    trans,
    aiExtensions: () =>
      aiExtensions(app.listPlugins(), interviews.profile?.aiExtensions ?? {}),
    serviceManager,
    assignments
  };

  const panel = new InterviewPanel(services);
  shell.add(panel, 'left', { rank: 150, type: 'Interview' });
  const openPanel = () => {
    shell.activateById(PANEL_ID);
    // Outside of JupyterLab a sidebar may stay folded when one of its panels is activated.
    if (labShell === null && 'expandLeft' in shell) {
      (shell as { expandLeft: (id: string) => void }).expandLeft(PANEL_ID);
    }
  };

  const category = trans.__('Interview');
  commands.addCommand(CommandIds.openPanel, {
    label: args =>
      args['isLauncher']
        ? trans.__('Interview')
        : trans.__('Open the interview panel'),
    caption: trans.__('Sit a technical interview'),
    icon: interviewIcon,
    execute: openPanel
  });
  commands.addCommand(CommandIds.focusChat, {
    label: trans.__('Write to the interviewer'),
    isEnabled: () => interviews.room !== null,
    execute: () => {
      openPanel();
      panel.focusChat();
    }
  });
  addRoomCommands({
    commands,
    interviews,
    tracker,
    dialogs: dialogs ?? undefined,
    trans
  });
  // Notebook 7 has one document a page and no place beside it.
  if (labShell !== null) {
    addDashboard(labShell, services, restorer);
    addCohorts(labShell, services, restorer);
    launcher?.add({
      command: CommandIds.openDashboard,
      args: { isLauncher: true },
      category,
      rank: 1
    });
  }
  Object.values(CommandIds)
    .filter(command => commands.hasCommand(command))
    .forEach(command => palette?.addItem({ command, category }));
  launcher?.add({
    command: CommandIds.openPanel,
    args: { isLauncher: true },
    category,
    rank: 0
  });

  app.docRegistry.addWidgetExtension(
    'Notebook',
    new InterviewNotebooks(services)
  );
  watchRooms(interviews, new Announcer(trans), trans, openPanel);
  void app.restored.then(async () => {
    await interviews.restore();
    await joinByAddress(invitation, interviews, trans, () => {
      void assignments.refresh();
      openPanel();
    });
  });
}

export default plugin;
