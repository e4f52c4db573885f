import { URLExt } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';

import type { ISocket } from '../model/connection';
import { API_PATH } from './rest';

/** Open the channel of an interview. */
export function openChannel(
  settings: ServerConnection.ISettings,
  interviewId: string
): ISocket {
  return openSocket(
    settings,
    URLExt.join(
      settings.wsUrl,
      API_PATH,
      'interviews',
      encodeURIComponent(interviewId),
      'channel'
    )
  );
}

/** Open a WebSocket of ours, with the token where the page has one: sockets send no headers of ours. */
export function openSocket(
  settings: ServerConnection.ISettings,
  address: string
): ISocket {
  let url = address;
  if (settings.appendToken && settings.token !== '') {
    url += `?token=${encodeURIComponent(settings.token)}`;
  }
  return new settings.WebSocket(url) as unknown as ISocket;
}
