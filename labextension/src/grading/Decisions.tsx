import * as React from 'react';

import type { QuestionGradeBody } from '../api/protocol';
import { changes, hasMoved, POSSIBLE } from '../model/grading';
import { useServices } from '../widgets/services';
import { dateWords, verdictWords } from '../words';

/** The points of a question, and how they came about: the scorer's, before and after rejudging, and every override. */
export function Decisions({
  grade
}: {
  grade: QuestionGradeBody;
}): React.ReactElement {
  const { trans } = useServices();
  const { points, before, automatic, overrides, rejudgings } = grade;
  const shown = (value: number | null) => value ?? trans.__('none');
  return (
    <div data-testid="jpi-grading-decisions">
      <p>
        <strong>{trans.__('%1 of %2 points', points, POSSIBLE)}</strong>
        {' · '}
        {hasMoved(grade)
          ? trans.__(
              'by the scorer %1, before rejudging %2',
              shown(automatic),
              shown(before)
            )
          : trans.__('by the scorer %1', shown(automatic))}
      </p>
      {rejudgings.length + overrides.length > 0 && (
        <ul>
          {rejudgings.map(one => (
            <li key={one.at + one.newDigest}>
              {trans.__('Judged again, asked for on %1:', dateWords(one.at))}{' '}
              {changes(one)
                .map(({ from, to }) =>
                  trans.__(
                    '%1 became %2',
                    verdictWords(trans, from),
                    verdictWords(trans, to)
                  )
                )
                .join(', ') || trans.__('no verdict changed')}
            </li>
          ))}
          {overrides.map(one => (
            <li key={one.at}>
              {trans.__('%1 points on %2:', one.points, dateWords(one.at))}{' '}
              {one.reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
