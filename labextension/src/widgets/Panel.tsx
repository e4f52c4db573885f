import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import { interviewIcon } from '../icons';
import { Home } from './Home';
import { RoomPane } from './RoomPane';
import { IServices, ServicesContext, useInterviews } from './services';

export const PANEL_ID = 'jupyter-interview-panel';

/** The panel at the side: the start page, or the room that this page is in. */
export class InterviewPanel extends ReactWidget {
  constructor(private readonly services: IServices) {
    super();
    const { trans } = services;
    this.id = PANEL_ID;
    this.addClass('jpi-Panel');
    this.title.icon = interviewIcon;
    this.title.caption = trans.__('Interview');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Interview'));
    this.node.dataset.testid = 'jpi-panel';
  }

  /** Put the focus where the candidate writes to the interviewer. */
  focusChat(): void {
    this.node
      .querySelector<HTMLElement>('[data-testid="jpi-chat-input"]')
      ?.focus();
  }

  protected override onActivateRequest(_: Message): void {
    const first = this.node.querySelector<HTMLElement>(
      'textarea, select, button'
    );
    first?.focus();
  }

  protected render(): React.ReactElement {
    return (
      <ServicesContext.Provider value={this.services}>
        <Body />
      </ServicesContext.Provider>
    );
  }
}

function Body(): React.ReactElement {
  const { room } = useInterviews();
  return room === null ? (
    <Home />
  ) : (
    <RoomPane key={room.interviewId} room={room} />
  );
}
