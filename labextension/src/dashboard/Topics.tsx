import * as React from 'react';

import type { Analytics } from '../api/protocol';
import { useServices } from '../widgets/services';
import { topicWords } from '../words';
import { Bars } from './Bars';
import { EmptyFigure, Figure } from './Figure';

/** Which share of the questions on each topic the judge accepted. */
export function Topics({
  analytics
}: {
  analytics: Analytics;
}): React.ReactElement {
  const { trans } = useServices();
  const title = trans.__('Acceptance by topic');
  const topics = [...analytics.topics].sort((a, b) => b.asked - a.asked);
  if (topics.length === 0) {
    return (
      <EmptyFigure title={title} testId="jpi-topics">
        {trans.__(
          'When the first question of an algorithms interview is closed, its topics are listed here.'
        )}
      </EmptyFigure>
    );
  }
  const [most] = topics;
  return (
    <Figure
      title={title}
      testId="jpi-topics"
      summary={trans.__(
        '%1 topics. Most often asked: %2, %3 of %4 accepted.',
        topics.length,
        topicWords(most.topic),
        most.accepted,
        most.asked
      )}
      columns={[
        trans.__('Topic'),
        trans.__('Asked'),
        trans.__('Accepted'),
        trans.__('Attempts')
      ]}
      rows={topics.map(({ topic, asked, accepted, attempts }) => [
        topicWords(topic),
        asked,
        accepted,
        attempts
      ])}
    >
      <Bars
        bars={topics.map(({ topic, asked, accepted }) => ({
          label: topicWords(topic),
          share: accepted / asked,
          text: trans.__('%1 of %2', accepted, asked)
        }))}
      />
    </Figure>
  );
}
