import type { IPlacedCell } from './view';

export interface IInsertion {
  /** Index in the notebook as it stands after the insertions before this one. */
  readonly index: number;
  readonly placed: IPlacedCell;
}

/**
 * Which cells of the log a notebook lacks, and where they go.
 *
 * A missing cell goes before the first cell of the log that follows it there, and at the end when none does; so the order of
 * the log holds whatever came first, what the candidate wrote in between stays where it is, and a cell that is there already is
 * never inserted again. `wanted` is in the order of the log.
 */
export function planInsertions(
  present: readonly string[],
  wanted: readonly IPlacedCell[]
): readonly IInsertion[] {
  const ids = [...present];
  const plan: IInsertion[] = [];
  wanted.forEach((placed, position) => {
    if (ids.includes(placed.cell.id)) {
      return;
    }
    const later = new Set(
      wanted.slice(position + 1).map(({ cell }) => cell.id)
    );
    const before = ids.findIndex(id => later.has(id));
    const index = before === -1 ? ids.length : before;
    ids.splice(index, 0, placed.cell.id);
    plan.push({ index, placed });
  });
  return plan;
}
