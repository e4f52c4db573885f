import type { IRenderMime, IRenderMimeRegistry } from '@jupyterlab/rendermime';

/** What a conversation needs of HTML. Nothing here fetches anything, lies over the page or acts when it is clicked. */
const TAGS: ReadonlySet<string> = new Set(
  (
    'A B BLOCKQUOTE BR CODE DD DEL DIV DL DT EM H1 H2 H3 H4 H5 H6 HR I INS KBD LI OL P PRE S SPAN STRONG SUB SUP ' +
    'TABLE TBODY TD TH THEAD TR UL'
  ).split(' ')
);
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'align',
  'colspan',
  'href',
  'rel',
  'rowspan',
  'start',
  'title'
]);
/** The classes of highlighted code. Any other could make a text look and lie like a part of JupyterLab. */
const HIGHLIGHT = /^(ͼ|language-)/;
const DIAGRAM = /([`~]{3,}[^\S\n]*)mermaid/g;

/**
 * JupyterLab's renderers for texts of the room: the markup of prose, tables, code and mathematics, and no more.
 *
 * JupyterLab's own sanitiser lets pictures of any address through, which would tell that address that the text was read, and
 * with an address made up by whoever was tricked into it, what else is in the conversation.
 */
export function quiet(rendermime: IRenderMimeRegistry): IRenderMimeRegistry {
  const { markdownParser, sanitizer } = rendermime;
  return rendermime.clone({
    sanitizer: {
      sanitize: (dirty, options) =>
        withoutActors(sanitizer.sanitize(dirty, options))
    },
    markdownParser: markdownParser ? withoutDiagrams(markdownParser) : undefined
  });
}

function withoutActors(html: string): string {
  // A parsed document is inert: it runs and loads nothing.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of Array.from(body.querySelectorAll('*'))) {
    if (!TAGS.has(element.tagName)) {
      const words = element.getAttribute('alt') ?? '';
      element.replaceWith(words, ...Array.from(element.childNodes));
      continue;
    }
    const classes = Array.from(element.classList).filter(name =>
      HIGHLIGHT.test(name)
    );
    for (const { name } of Array.from(element.attributes)) {
      if (!ATTRIBUTES.has(name)) {
        element.removeAttribute(name);
      }
    }
    if (classes.length > 0) {
      element.className = classes.join(' ');
    }
  }
  return body.innerHTML;
}

/** Diagrams are drawn in the page before anything is sanitised, and what they name is fetched: they stay code. */
function withoutDiagrams(
  parser: IRenderMime.IMarkdownParser
): IRenderMime.IMarkdownParser {
  return {
    render: source => parser.render(source.replace(DIAGRAM, '$1text'))
  };
}
