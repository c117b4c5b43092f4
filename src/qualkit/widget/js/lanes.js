/** Lanes: what overlaps stands side by side. What has its lane keeps it when others come and go. */

/** The first place in a lane (intervals in rising order, none overlapping) that does not end before `low`. */
function findPlace(lane, low) {
  let from = 0;
  let to = lane.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (lane[middle].high <= low) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Lanes of half-open intervals; each new one takes the lowest lane in which it is free. */
export function makeLanes() {
  const lanes = [];
  const homes = new Map();
  return {
    place(id, low, high) {
      for (let number = 0; ; number += 1) {
        lanes[number] ??= [];
        const at = findPlace(lanes[number], low);
        if (at < lanes[number].length && lanes[number][at].low < high) continue;
        lanes[number].splice(at, 0, { id, low, high });
        homes.set(id, number);
        return number;
      }
    },
    drop(id) {
      const lane = lanes[homes.get(id)];
      if (lane) lane.splice(lane.findIndex((one) => one.id === id), 1);
      homes.delete(id);
    },
  };
}
