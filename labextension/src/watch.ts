import type { TranslationBundle } from '@jupyterlab/translation';

import type { Announcer } from './announcer';
import type { Interviews } from './interviews';
import type { Room } from './model/room';
import type { Link } from './model/view';
import { offerTakeOver } from './widgets/dialogs';

/** What happens to the page as a whole when it enters a room, or finds it taken. */
export function watchRooms(
  interviews: Interviews,
  announcer: Announcer,
  trans: TranslationBundle,
  openPanel: () => void
): void {
  let current: Room | null = null;
  let link: Link = 'idle';
  const onRoom = (room: Room) => {
    const before = link;
    link = room.view.link;
    if (link === 'elsewhere' && before !== 'elsewhere') {
      void offerTakeOver(trans).then(accepted => {
        if (accepted && room.view.link === 'elsewhere') {
          room.connect(true);
        }
      });
    }
  };
  interviews.changed.connect(() => {
    const { room } = interviews;
    if (room === current) {
      return;
    }
    current?.changed.disconnect(onRoom);
    current = room;
    announcer.follow(room);
    if (room !== null) {
      room.changed.connect(onRoom);
      onRoom(room);
      openPanel();
    }
  });
}
