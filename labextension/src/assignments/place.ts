import { URLExt } from '@jupyterlab/coreutils';
import type { ServiceManager } from '@jupyterlab/services';
import { UUID } from '@lumino/coreutils';

import { API_PATH } from '../api/rest';
import { openSocket } from '../api/channel';
import { namesOf } from '../integrity/extensions';
import type { IServices } from '../widgets/services';
import type { IPlace } from './checks';

const KERNEL_MS = 90_000;

/** This page, for the checks. `mine`: interviews that are attempts at the same assignment, and so in nobody's way. */
export function placeOf(services: IServices, mine: readonly string[]): IPlace {
  const { interviews, serviceManager } = services;
  const { serverSettings } = serviceManager;
  return {
    openSocket: () =>
      openSocket(
        serverSettings,
        URLExt.join(serverSettings.wsUrl, API_PATH, 'preflight')
      ),
    now: Date.now,
    tryKernel: name => tryKernel(serviceManager, name),
    tryStorage: () => tryStorage(serviceManager),
    running: async () => {
      await interviews.refresh();
      const { running } = interviews;
      return running !== null && !mine.includes(running.id);
    },
    aiExtensions: () => namesOf(services.aiExtensions())
  };
}

async function tryKernel(
  { kernels }: ServiceManager.IManager,
  name: string
): Promise<void> {
  const kernel = await kernels.startNew({ name });
  let timer = 0;
  const tooLong = new Promise<never>((_, reject) => {
    timer = window.setTimeout(
      () => reject(new Error(`no answer in ${KERNEL_MS / 1000} s`)),
      KERNEL_MS
    );
  });
  try {
    await Promise.race([kernel.info, tooLong]);
  } finally {
    window.clearTimeout(timer);
    await kernel.shutdown();
    kernel.dispose();
  }
}

async function tryStorage({
  contents
}: ServiceManager.IManager): Promise<void> {
  const path = `interview-check-${UUID.uuid4().slice(0, 8)}.txt`;
  const content = 'This file can be deleted.\n';
  await contents.save(path, { type: 'file', format: 'text', content });
  try {
    const found = await contents.get(path, { content: true });
    if (found.content !== content) {
      throw new Error('what was read back is not what was saved');
    }
  } finally {
    await contents.delete(path);
  }
}
