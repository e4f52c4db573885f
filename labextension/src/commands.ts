import { Notification } from '@jupyterlab/apputils';
import type { ISessionContextDialogs } from '@jupyterlab/apputils';
import { isCodeCellModel } from '@jupyterlab/cells';
import type { ICellModel } from '@jupyterlab/cells';
import { NotebookActions } from '@jupyterlab/notebook';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  codeCheckIcon,
  fastForwardIcon,
  pauseIcon,
  runIcon,
  stopIcon
} from '@jupyterlab/ui-components';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';

import type { RoomState, Submit } from './api/protocol';
import { hintIcon, submitIcon } from './icons';
import type { Interviews } from './interviews';
import { abilitiesOf, isDesign } from './model/abilities';
import type { IAbilities } from './model/abilities';
import type { Room } from './model/room';
import { isCandidates, markOf } from './notebook/metadata';
import { drafts } from './store';
import { confirmEnd } from './widgets/dialogs';

/** The ids of the commands, as settings and shortcuts name them. */
export const CommandIds = {
  openPanel: 'interview:open-panel',
  openDashboard: 'interview:open-dashboard',
  openCohorts: 'interview:open-cohorts',
  focusChat: 'interview:focus-chat',
  run: 'interview:run',
  examples: 'interview:examples',
  submit: 'interview:submit',
  check: 'interview:check',
  hint: 'interview:hint',
  next: 'interview:next',
  pause: 'interview:pause',
  end: 'interview:end'
} as const;

/** Of a system-design question. */
const STEPS = 4;

export type RoomCommand = Exclude<
  keyof typeof CommandIds,
  'openPanel' | 'openDashboard' | 'openCohorts' | 'focusChat'
>;

export interface ICommandServices {
  commands: CommandRegistry;
  interviews: Interviews;
  tracker: INotebookTracker;
  dialogs: ISessionContextDialogs | undefined;
  trans: TranslationBundle;
}

/** What the room's commands do; the buttons of the notebook and the shortcuts all go through them. */
export function addRoomCommands(services: ICommandServices): void {
  const { commands, interviews, trans } = services;
  const add = (
    name: RoomCommand,
    ability: keyof IAbilities,
    icon: LabIcon,
    label: () => string,
    caption: string,
    execute: (room: Room) => unknown
  ): void => {
    commands.addCommand(CommandIds[name], {
      label,
      caption,
      icon,
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () =>
        interviews.room !== null && abilitiesOf(interviews.room.view)[ability],
      execute: () => interviews.room && execute(interviews.room)
    });
  };
  add(
    'run',
    'run',
    runIcon,
    () => trans.__('Run'),
    trans.__('Run this cell in the kernel'),
    room => runCell(services, room)
  );
  add(
    'examples',
    'examples',
    codeCheckIcon,
    () => trans.__('Run examples'),
    trans.__('Judge this cell on the examples and on your own inputs'),
    room => withAnswer(services, room, body => room.runExamples(body))
  );
  add(
    'submit',
    'submit',
    submitIcon,
    () => trans.__('Submit'),
    trans.__('Judge this cell on all tests'),
    room =>
      withAnswer(services, room, body =>
        room.submit({ ...body, ownInputs: '' })
      )
  );
  add(
    'check',
    'check',
    submitIcon,
    () => trans.__('Check'),
    trans.__('Hand in the estimates or the drawing of this step'),
    room => handIn(services, room)
  );
  add(
    'hint',
    'hint',
    hintIcon,
    () => hintLabel(trans, interviews.room),
    trans.__(
      'Ask the interviewer for a hint. Each takes one point of four from your approach, or in system design from your high-level design'
    ),
    room => room.askHint()
  );
  add(
    'next',
    'next',
    fastForwardIcon,
    () => nextLabel(trans, interviews.room),
    trans.__('Close what is open, or go on to what comes next'),
    room => room.next()
  );
  add(
    'pause',
    'pause',
    pauseIcon,
    () => trans.__('Pause'),
    trans.__('Pause between two questions or steps, for up to 24 hours'),
    room => room.pause()
  );
  add(
    'end',
    'end',
    stopIcon,
    () => trans.__('End'),
    trans.__('End the interview'),
    async room => {
      if (await confirmEnd(trans)) {
        room.end();
      }
    }
  );
  interviews.changed.connect(() => commands.notifyCommandChanged());
}

function hintLabel(trans: TranslationBundle, room: Room | null): string {
  const state = room?.view.state;
  return state?.phase === 'solving'
    ? trans.__('Hint (%1)', state.hintsLeft)
    : trans.__('Hint');
}

export function nextLabel(trans: TranslationBundle, room: Room | null): string {
  const state = room?.view.state ?? null;
  const open = state?.question && state.phase !== 'between';
  if (isDesign(state) && (open || between(state))) {
    return open ? trans.__('Close step') : trans.__('Next step');
  }
  return open ? trans.__('Close question') : trans.__('Next question');
}

/** Whether a step of system design is closed and another one of its question follows. */
function between(state: RoomState | null): boolean {
  return state !== null && state.stepsClosed % STEPS !== 0;
}

/** The notebook of the room, where it is open. */
function notebookOf(
  tracker: INotebookTracker,
  room: Room
): NotebookPanel | undefined {
  return tracker.find(
    ({ model }) =>
      model !== null && markOf(model)?.interview === room.interviewId
  );
}

async function runCell(
  { tracker, dialogs }: ICommandServices,
  room: Room
): Promise<void> {
  const panel = notebookOf(tracker, room);
  if (panel !== undefined) {
    await NotebookActions.run(panel.content, panel.sessionContext, dialogs);
  }
}

/** Hand in the active cell, or the last one of the kind that the step is about: code with estimates, or text with a drawing. */
function handIn({ tracker, trans }: ICommandServices, room: Room): void {
  const notebook = notebookOf(tracker, room)?.content;
  const { state } = room.view;
  if (!state?.question || !state.step) {
    return;
  }
  const type = state.step.step === 'estimation' ? 'code' : 'markdown';
  const fits = (cell: ICellModel) =>
    cell.type === type &&
    isCandidates(cell) &&
    // Running a cell by the keyboard adds an empty one, which is then the active one.
    cell.sharedModel.getSource().trim() !== '';
  const cells = notebook?.widgets.map(({ model }) => model).filter(fits) ?? [];
  const active = notebook?.activeCell?.model;
  const cell = cells.find(it => it === active) ?? cells[cells.length - 1];
  if (cell === undefined) {
    Notification.warning(
      trans.__('There is no cell of yours to hand in for this step.'),
      { autoClose: 5000 }
    );
    return;
  }
  room.handIn({
    questionId: state.question.questionId,
    cellId: cell.id,
    source: cell.sharedModel.getSource()
  });
}

/** Hand the active cell to the judge, if it is one of the candidate's code cells. */
function withAnswer(
  { tracker, trans }: ICommandServices,
  room: Room,
  send: (body: Submit) => void
): void {
  const cell = notebookOf(tracker, room)?.content.activeCell?.model;
  const { state } = room.view;
  if (!state?.question) {
    return;
  }
  if (!cell || !isCodeCellModel(cell) || !isCandidates(cell)) {
    Notification.warning(
      trans.__('Select the code cell with your answer, then try again.'),
      { autoClose: 5000 }
    );
    return;
  }
  send({
    questionId: state.question.questionId,
    cellId: cell.id,
    source: cell.sharedModel.getSource(),
    language: state.interview.language,
    ownInputs: drafts.load('inputs', room.interviewId)
  });
}
