import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { ServiceManager } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import type { Assignments } from '../assignments/assignments';
import type { IFoundExtension } from '../integrity/extensions';
import type { Interviews } from '../interviews';
import type { Room } from '../model/room';
import type { Reviews } from '../review/reviews';
import type { IRoomView } from '../model/view';

/** What every component may use. */
export interface IServices {
  commands: CommandRegistry;
  interviews: Interviews;
  reviews: Reviews;
  /** The quiet one. */
  rendermime: IRenderMimeRegistry;
  trans: TranslationBundle;
  /** Those of this page, by the server's list. */
  aiExtensions: () => readonly IFoundExtension[];
  serviceManager: ServiceManager.IManager;
  assignments: Assignments;
}

export const ServicesContext = React.createContext<IServices | null>(null);

export function useServices(): IServices {
  const services = React.useContext(ServicesContext);
  if (services === null) {
    throw new Error('A component was used outside of ServicesContext.');
  }
  return services;
}

/** The candidate's interviews; renders again whenever they change. */
export function useInterviews(): Interviews {
  const { interviews } = useServices();
  const subscribe = React.useCallback(
    (onChange: () => void) => {
      interviews.changed.connect(onChange);
      return () => {
        interviews.changed.disconnect(onChange);
      };
    },
    [interviews]
  );
  // By version, not by signal alone: a change between the first rendering and the subscription would be missed for ever.
  React.useSyncExternalStore(subscribe, () => interviews.version);
  return interviews;
}

/** The view of a room; renders again whenever it changes. */
export function useView(room: Room): IRoomView {
  const subscribe = React.useCallback(
    (onChange: () => void) => {
      room.changed.connect(onChange);
      return () => {
        room.changed.disconnect(onChange);
      };
    },
    [room]
  );
  return React.useSyncExternalStore(subscribe, () => room.view);
}

/** The present in milliseconds, once a second. */
export function useNow(): number {
  const [now, setNow] = React.useState(Date.now);
  React.useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
