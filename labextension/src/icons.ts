import { LabIcon } from '@jupyterlab/ui-components';

/** Two speech bubbles, one of them with code brackets. */
export const interviewIcon = new LabIcon({
  name: 'jupyter-interview:interview',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3 jp-icon-selectable" fill="#616161" d="M4 2h13a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H8l-4 4v-4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm4.3 3.2L5.2 8l3.1 2.8 1-1.1L7.4 8l1.9-1.7zm4.4 0-1 1.1L13.6 8l-1.9 1.7 1 1.1L15.8 8z"/>
  <path class="jp-icon3 jp-icon-selectable" fill="#616161" d="M21 7a1 1 0 0 1 1 1v8a2 2 0 0 1-1 1.7V22l-4-4h-6a1 1 0 0 1-1-1v-1h8a3 3 0 0 0 3-3z"/>
</svg>`
});

export const dashboardIcon = new LabIcon({
  name: 'jupyter-interview:dashboard',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3 jp-icon-selectable" fill="#616161" d="M3 3h2v16h16v2H3zm4 9h3v5H7zm5-6h3v11h-3zm5 3h3v8h-3z"/>
</svg>`
});

export const cohortsIcon = new LabIcon({
  name: 'jupyter-interview:cohorts',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3 jp-icon-selectable" fill="#616161" d="M12 3 1 8l11 5 9-4.1V16h2V8zM5 12.2V17c0 1.7 3.1 3 7 3s7-1.3 7-3v-4.8l-7 3.2z"/>
</svg>`
});

export const hintIcon = new LabIcon({
  name: 'jupyter-interview:hint',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3" fill="#616161" d="M9 21a1 1 0 0 0 1 1h4a1 1 0 0 0 1-1v-1H9zm3-19a7 7 0 0 0-4 12.7V17a1 1 0 0 0 1 1h6a1 1 0 0 0 1-1v-2.3A7 7 0 0 0 12 2zm2.9 11.1-.9.6V16h-4v-2.3l-.9-.6a5 5 0 1 1 5.8 0z"/>
</svg>`
});

export const submitIcon = new LabIcon({
  name: 'jupyter-interview:submit',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3" fill="#616161" d="M2 21 23 12 2 3v7l15 2-15 2z"/>
</svg>`
});
