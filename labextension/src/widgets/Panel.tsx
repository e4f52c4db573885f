import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import { interviewIcon } from '../icons';
import { Home } from './Home';
import { RoomPane } from './RoomPane';
import { keepFocusIn } from './focus';
import { IServices, ServicesContext, useInterviews } from './services';

export const PANEL_ID = 'jupyter-interview-panel';
const CHAT_INPUT = '[data-testid="jpi-chat-input"]';

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
    this.letFocusGo = keepFocusIn(this.node, () => this.focusFirst());
  }

  /** Put the focus where the candidate writes to the interviewer. */
  focusChat(): void {
    this.node.querySelector<HTMLElement>(CHAT_INPUT)?.focus();
  }

  override dispose(): void {
    this.letFocusGo();
    super.dispose();
  }

  protected override onActivateRequest(_: Message): void {
    this.focusFirst();
  }

  protected render(): React.ReactElement {
    return (
      <ServicesContext.Provider value={this.services}>
        <Body />
      </ServicesContext.Provider>
    );
  }

  /** In a room that is the chat, elsewhere the first thing to choose or press. */
  private focusFirst(): void {
    const first =
      this.node.querySelector<HTMLElement>(CHAT_INPUT) ??
      this.node.querySelector<HTMLElement>('select, button');
    first?.focus();
  }

  private readonly letFocusGo: () => void;
}

function Body(): React.ReactElement {
  const { room } = useInterviews();
  return room === null ? (
    <Home />
  ) : (
    <RoomPane key={room.interviewId} room={room} />
  );
}
