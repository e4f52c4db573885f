import * as React from 'react';

import { Recorded } from '../integrity/Recorded';
import { isDesign } from '../model/abilities';
import type { Room } from '../model/room';
import { ChatInput } from './ChatInput';
import { ChatLog } from './ChatLog';
import { RoomHeader } from './RoomHeader';
import { RoomNotices } from './RoomNotices';
import { useView } from './services';
import { Steps } from './Steps';
import { Tests } from './Tests';

/** The panel during an interview. */
export function RoomPane({ room }: { room: Room }): React.ReactElement {
  const view = useView(room);
  return (
    <div
      className="jpi-Room"
      data-testid="jpi-room"
      data-phase={view.state?.phase}
    >
      <RoomHeader view={view} />
      <Recorded view={view} />
      <RoomNotices room={room} view={view} />
      <ChatLog room={room} view={view} />
      <ChatInput room={room} view={view} />
      {isDesign(view.state) ? (
        <Steps view={view} />
      ) : (
        <Tests room={room} view={view} />
      )}
    </div>
  );
}
