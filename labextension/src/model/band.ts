import type { AbilityPoint } from '../api/protocol';

/** A point with its band in the coordinates of a picture. */
export interface IPlaced {
  x: number;
  mean: number;
  low: number;
  high: number;
}

export interface IBand {
  points: IPlaced[];
  /** Whole numbers of the scale, from the lowest, with their heights. */
  ticks: { value: number; y: number }[];
}

export interface IFrame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Abilities over time, each with one standard deviation of doubt to both sides; the average, 0, is always in the picture. */
export function placeBand(
  points: readonly AbilityPoint[],
  frame: IFrame
): IBand {
  const times = points.map(({ at }) => Date.parse(at));
  const [begin, end] = [Math.min(...times), Math.max(...times)];
  const lowest = Math.floor(Math.min(-1, ...points.map(p => p.mean - p.sd)));
  const highest = Math.ceil(Math.max(1, ...points.map(p => p.mean + p.sd)));
  const { left, right, top, bottom } = frame;
  const across = (time: number) =>
    end === begin
      ? (left + right) / 2
      : left + ((right - left) * (time - begin)) / (end - begin);
  const up = (value: number) =>
    bottom - ((bottom - top) * (value - lowest)) / (highest - lowest);
  return {
    points: points.map(({ mean, sd }, index) => ({
      x: across(times[index]),
      mean: up(mean),
      low: up(mean - sd),
      high: up(mean + sd)
    })),
    ticks: Array.from({ length: highest - lowest + 1 }, (_, index) => ({
      value: lowest + index,
      y: up(lowest + index)
    }))
  };
}
