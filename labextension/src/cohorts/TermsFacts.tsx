import * as React from 'react';

import type { Assignment } from '../api/cohorts';
import type { CohortBody } from '../api/protocol';
import { Section } from '../widgets/parts';
import { useInterviews, useServices } from '../widgets/services';
import { kindWords, languageName, topicWords } from '../words';
import { WindowIn } from './WindowIn';

type TermsFactsProps = {
  assignment: Assignment;
  cohort: CohortBody;
};

/** The terms, to be read. */
export function TermsFacts({
  assignment: { terms },
  cohort
}: TermsFactsProps): React.ReactElement {
  const { trans } = useServices();
  const { profile } = useInterviews();
  const persona = profile?.personas.find(({ id }) => id === terms.persona);
  const asked =
    terms.questions.length > 0
      ? terms.questions.join(', ')
      : [
          trans.__('adaptive'),
          terms.difficulty ?? trans.__('mixed'),
          ...terms.topics.map(topicWords)
        ].join(', ');
  const facts: [string, string][] = [
    [trans.__('Kind'), kindWords(trans, terms.kind)],
    [trans.__('Languages'), terms.languages.map(languageName).join(', ')],
    [trans.__('Duration'), trans.__('%1 minutes', terms.minutes)],
    [trans.__('Questions'), `${terms.questionCount} (${asked})`],
    [trans.__('Attempts'), String(terms.attempts)],
    [trans.__('Pauses'), terms.pauses ? trans.__('Yes') : trans.__('No')],
    [
      trans.__('Model'),
      terms.model && cohort.model ? trans.__('Yes') : trans.__('No')
    ],
    [
      trans.__('Integrity recorded'),
      terms.integrity ? trans.__('Yes') : trans.__('No')
    ],
    [trans.__('Interviewer'), persona?.title ?? terms.persona]
  ];
  return (
    <Section title={trans.__('Terms')} testId="jpi-terms-facts">
      <dl className="jpi-Facts">
        {facts.map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
      </dl>
      <WindowIn
        opensAt={terms.opensAt}
        closesAt={terms.closesAt}
        zone={profile?.timeZone ?? 'UTC'}
        zones={cohort.members.map(({ timeZone }) => timeZone)}
      />
    </Section>
  );
}
