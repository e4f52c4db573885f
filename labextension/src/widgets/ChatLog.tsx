import * as React from 'react';

import type { Room } from '../model/room';
import type { Entry, IEcho, IRoomView } from '../model/view';
import { outcomeWords } from '../words';
import { Markdown } from './Markdown';
import { Button } from './parts';
import { useServices } from './services';

type BubbleProps = {
  by: 'candidate' | 'interviewer';
  label: string;
  status?: string;
  /** A text that will come again, or is the reader's own. */
  silent?: boolean;
  children: React.ReactNode;
};

function Bubble({
  by,
  label,
  status = 'sent',
  silent = false,
  children
}: BubbleProps): React.ReactElement {
  return (
    <div
      className={`jpi-Bubble jpi-mod-${by}`}
      data-testid={`jpi-turn-${by}`}
      data-status={status}
      aria-live={silent ? 'off' : undefined}
    >
      <span className="jpi-Bubble-who">{label}</span>
      {children}
    </div>
  );
}

function Line({ entry }: { entry: Entry }): React.ReactElement {
  const { trans } = useServices();
  switch (entry.type) {
    case 'turn':
      return (
        <Bubble
          by={entry.by}
          silent={entry.by === 'candidate'}
          label={
            entry.by === 'candidate' ? trans.__('You') : trans.__('Interviewer')
          }
        >
          <Markdown text={entry.text} />
        </Bubble>
      );
    case 'hint':
      return (
        <Bubble by="interviewer" label={trans.__('Hint %1', entry.level)}>
          <Markdown text={entry.text} />
        </Bubble>
      );
    default:
      return (
        <div
          className="jpi-Line"
          aria-live="off" // The announcer says it.
          data-testid="jpi-line"
          data-type={entry.type}
        >
          <span>{lineWords(trans, entry)}</span>
        </div>
      );
  }
}

function lineWords(
  trans: ReturnType<typeof useServices>['trans'],
  entry: Exclude<Entry, { type: 'turn' | 'hint' }>
): string {
  switch (entry.type) {
    case 'posted':
      return trans.__('Question %1: %2', entry.number, entry.title);
    case 'judged': {
      const { verdict, passed, total } = entry.judgement;
      const outcome = outcomeWords(trans, entry.purpose, verdict);
      return entry.purpose === 'examples'
        ? trans.__('Examples: %1, %2 of %3', outcome, passed, total)
        : trans.__('Submission: %1, %2 of %3', outcome, passed, total);
    }
  }
}

function Echo({ echo, room }: { echo: IEcho; room: Room }): React.ReactElement {
  const { trans } = useServices();
  return (
    <Bubble by="candidate" label={trans.__('You')} status={echo.status} silent>
      <Markdown text={echo.text} />
      {echo.status === 'sending' && (
        <span className="jpi-Bubble-status">{trans.__('Sending…')}</span>
      )}
      {echo.status === 'failed' && (
        <span className="jpi-Bubble-status jpi-mod-failed" role="alert">
          {trans.__('Not sent: %1', echo.reason ?? '')}
          <Button look="quiet" onClick={() => room.sayAgain(echo.id)}>
            {trans.__('Send again')}
          </Button>
        </span>
      )}
    </Bubble>
  );
}

/** The conversation. It follows its end, unless the candidate scrolled up to read. */
export function ChatLog({
  room,
  view
}: {
  room: Room;
  view: IRoomView;
}): React.ReactElement {
  const { trans } = useServices();
  const log = React.useRef<HTMLDivElement>(null);
  const following = React.useRef(true);
  const lastTop = React.useRef(0);
  const { entries, echoes, provisional } = view;
  React.useEffect(() => {
    const node = log.current;
    if (node === null) {
      return;
    }
    // Markdown is rendered after React is done, so what counts is the size of the content as it grows.
    const observer = new ResizeObserver(() => {
      if (following.current) {
        node.scrollTop = node.scrollHeight;
      }
    });
    observer.observe(node);
    Array.from(node.children).forEach(child => observer.observe(child));
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={log}
      className="jpi-ChatLog"
      role="log"
      aria-busy={view.link !== 'live'} // What was said before is not news.
      aria-label={trans.__('Conversation with the interviewer')}
      tabIndex={0}
      data-testid="jpi-chat-log"
      onScroll={({ currentTarget: node }) => {
        const below = node.scrollHeight - node.scrollTop - node.clientHeight;
        // Growing content fires this too; only a move up is the candidate's wish to stay.
        if (below < 32) {
          following.current = true;
        } else if (node.scrollTop < lastTop.current) {
          following.current = false;
        }
        lastTop.current = node.scrollTop;
      }}
    >
      <div className="jpi-ChatLog-lines">
        {entries.map(entry => (
          <Line key={entry.seq} entry={entry} />
        ))}
        {provisional !== '' && (
          <Bubble
            by="interviewer"
            label={trans.__('Interviewer')}
            status="provisional"
            silent
          >
            <Markdown text={provisional} />
          </Bubble>
        )}
        {echoes.map(echo => (
          <Echo key={echo.id} echo={echo} room={room} />
        ))}
      </div>
    </div>
  );
}
