import { MimeModel } from '@jupyterlab/rendermime';
import { Widget } from '@lumino/widgets';
import * as React from 'react';

import { useServices } from './services';

const MIME = 'text/markdown';

/** Markdown by the room's renderers, sanitised: nobody's text in a room is trusted. */
export function Markdown({ text }: { text: string }): React.ReactElement {
  const { rendermime } = useServices();
  const host = React.useRef<HTMLDivElement>(null);
  // A layout effect is undone while its node is still in the page; the renderer can only be detached from there.
  React.useLayoutEffect(() => {
    const renderer = rendermime.createRenderer(MIME);
    const model = new MimeModel({ data: { [MIME]: text }, trusted: false });
    if (host.current !== null) {
      Widget.attach(renderer, host.current);
      void renderer.renderModel(model);
    }
    return () => renderer.dispose();
  }, [rendermime, text]);
  return <div ref={host} className="jpi-Markdown" />;
}
