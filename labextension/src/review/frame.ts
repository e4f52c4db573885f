import { Widget } from '@lumino/widgets';

/**
 * A page of ours about foreign text, in a frame of an origin of its own: it reaches neither JupyterLab, the server nor the
 * network. Forms are allowed because marks are one; the page's policy lets none be sent.
 */
export class ReplayFrame extends Widget {
  constructor(page: string, label: string) {
    super();
    this.addClass('jpi-Replay');
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts', 'allow-forms', 'allow-downloads');
    frame.title = label;
    frame.srcdoc = page;
    this.node.append(frame);
  }
}
