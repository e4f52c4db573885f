import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import { CommandIds, RoomCommand } from '../commands';
import { disclosure } from '../integrity/words';
import { isDesign, RUNNING } from '../model/abilities';
import type { Room } from '../model/room';
import type { IRoomView } from '../model/view';
import { Button } from '../widgets/parts';
import {
  IServices,
  ServicesContext,
  useServices,
  useView
} from '../widgets/services';
import { Timer } from '../widgets/Timer';
import { linkWords, stateWords } from '../words';

/** The interview's own toolbar between the notebook's toolbar and its cells. */
export class InterviewBar extends ReactWidget {
  constructor(
    private readonly services: IServices,
    private readonly room: Room
  ) {
    super();
    this.addClass('jpi-Bar');
  }

  protected render(): React.ReactElement {
    return (
      <ServicesContext.Provider value={this.services}>
        <Bar room={this.room} />
      </ServicesContext.Provider>
    );
  }
}

const GROUPS: readonly (readonly RoomCommand[])[] = [
  ['run', 'examples', 'submit'],
  ['hint', 'next'],
  ['pause', 'end']
];
const DESIGN_GROUPS: typeof GROUPS = [['run', 'check'], ...GROUPS.slice(1)];

function Bar({ room }: { room: Room }): React.ReactElement {
  const { trans } = useServices();
  const view = useView(room);
  return (
    <div
      className="jpi-Bar-content"
      role="toolbar"
      aria-label={trans.__('Interview')}
      data-testid="jpi-toolbar"
      onKeyDown={moveFocus}
    >
      {(isDesign(view.state) ? DESIGN_GROUPS : GROUPS).map(names => (
        <div key={names[0]} className="jpi-Bar-group" role="group">
          {names.map(name => (
            <BarButton key={name} name={name} />
          ))}
        </div>
      ))}
      <span className="jpi-Bar-space" />
      {view.state?.judging && (
        <span className="jpi-Badge jpi-mod-brand">{trans.__('Running…')}</span>
      )}
      <Standing view={view} />
    </div>
  );
}

/** The time left while the interview runs, and what is out of the ordinary. */
function Standing({ view }: { view: IRoomView }): React.ReactElement {
  const { trans } = useServices();
  const state = view.state?.interview.state;
  if (state !== undefined && !RUNNING.has(state)) {
    return <span className="jpi-Badge">{stateWords(trans, state)}</span>;
  }
  return (
    <>
      {view.link !== 'live' && (
        <span className="jpi-Badge jpi-mod-warning">
          {linkWords(trans, view.link)}
        </span>
      )}
      {view.state?.watch.recorded && (
        <span
          className="jpi-Badge"
          title={disclosure(trans).join('\n')}
          data-testid="jpi-recording"
        >
          {trans.__('Focus and pastes recorded')}
        </span>
      )}
      <Timer view={view} />
    </>
  );
}

/** A disabled button stays reachable, so that the toolbar reads the same in every state of the room. */
function BarButton({ name }: { name: RoomCommand }): React.ReactElement {
  const { commands } = useServices();
  const id = CommandIds[name];
  const enabled = commands.isEnabled(id);
  return (
    <Button
      icon={commands.icon(id) as React.ComponentProps<typeof Button>['icon']}
      look={name === 'submit' || name === 'check' ? 'primary' : 'quiet'}
      title={titleOf(commands, id)}
      aria-disabled={!enabled}
      data-testid={`jpi-${name}`}
      onClick={() => {
        if (enabled) {
          void commands.execute(id);
        }
      }}
    >
      {commands.label(id)}
    </Button>
  );
}

function titleOf(commands: IServices['commands'], id: string): string {
  const binding = commands.keyBindings.find(({ command }) => command === id);
  const keys = binding ? ` (${binding.keys.join(' ')})` : '';
  return commands.caption(id) + keys;
}

/** Arrow keys walk along the buttons, as in every toolbar. */
function moveFocus(event: React.KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) {
    return;
  }
  const buttons = Array.from(event.currentTarget.querySelectorAll('button'));
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}
