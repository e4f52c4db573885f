import type { ISessionContext } from '@jupyterlab/apputils';

const GONE: ReadonlySet<string> = new Set(['dead', 'terminating']);

/** Start the interview's kernel when the notebook has none that lives: a pause stopped it, or it is another one. */
export async function ensureKernel(
  context: ISessionContext,
  name: string
): Promise<void> {
  await context.ready;
  // A session that the server ended stays in the page until the page asks.
  await context.sessionManager.refreshRunning();
  const kernel = context.session?.kernel ?? null;
  if (kernel === null || kernel.name !== name || GONE.has(kernel.status)) {
    await context.changeKernel({ name });
  }
}
