import * as React from 'react';

import { abilitiesOf } from '../model/abilities';
import type { Room } from '../model/room';
import type { IRoomView } from '../model/view';
import { submitIcon } from '../icons';
import { drafts } from '../store';
import { useServices } from './services';

/** Where the candidate writes to the interviewer. Enter sends, Shift+Enter starts a line; a draft outlives a reload. */
export function ChatInput({
  room,
  view
}: {
  room: Room;
  view: IRoomView;
}): React.ReactElement {
  const { trans } = useServices();
  const [text, setText] = React.useState(() =>
    drafts.load('message', room.interviewId)
  );
  const input = React.useRef<HTMLTextAreaElement>(null);
  const change = (value: string) => {
    setText(value);
    drafts.save('message', room.interviewId, value);
  };
  const allowed = abilitiesOf(view).chat;
  const send = () => {
    if (allowed && text.trim() !== '') {
      room.say(text);
      change('');
      // The button that was pressed is disabled now, and cannot keep the focus.
      input.current?.focus();
    }
  };
  return (
    <form
      className="jpi-ChatInput"
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={input}
        className="jpi-TextArea"
        rows={2}
        value={text}
        placeholder={trans.__('Message the interviewer')}
        aria-label={trans.__(
          'Message the interviewer. Enter sends, Shift and Enter starts a new line.'
        )}
        data-testid="jpi-chat-input"
        onChange={event => change(event.target.value)}
        onKeyDown={event => {
          if (
            event.key === 'Enter' &&
            !event.shiftKey &&
            !event.nativeEvent.isComposing
          ) {
            event.preventDefault();
            send();
          }
        }}
      />
      <button
        type="submit"
        className="jpi-Button jpi-mod-primary jpi-mod-icon"
        disabled={!allowed || text.trim() === ''}
        aria-label={trans.__('Send')}
        title={trans.__('Send')}
        data-testid="jpi-chat-send"
      >
        <submitIcon.react tag="span" className="jpi-Button-icon" />
      </button>
    </form>
  );
}
