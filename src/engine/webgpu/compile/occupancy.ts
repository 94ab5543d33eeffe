/** Ranges of memory as their union: disjoint, ascending, those that touch joined. */
class Ranges {
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  add(from: number, to: number): void {
    const first = this.#after(from - 1);
    let end = first;
    while (end < this.#from.length && this.#from[end]! <= to) end++;
    if (end === first) {
      this.#from.splice(first, 0, from);
      this.#to.splice(first, 0, to);
      return;
    }
    this.#from[first] = Math.min(from, this.#from[first]!);
    this.#to[first] = Math.max(to, this.#to[end - 1]!);
    if (end === first + 1) return;
    this.#from.splice(first + 1, end - first - 1);
    this.#to.splice(first + 1, end - first - 1);
  }

  /** The first place from `from` on that has so much room. */
  clear(from: number, length: number): number {
    let place = from;
    for (let i = this.#after(from); i < this.#from.length && this.#from[i]! < place + length; i++) {
      place = Math.max(place, this.#to[i]!);
    }
    return place;
  }

  /** The first range that ends behind `place`. */
  #after(place: number): number {
    let [low, high] = [0, this.#to.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#to[middle]! > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/**
 * What of the memory is taken at which time. A tree over the times: each node holds what is taken for all of its times, and
 * what is taken at some of them; so a life is looked up in as many nodes as the tree is deep, whose ranges have mostly grown
 * together.
 */
export class Occupancy {
  readonly #leaves: number;
  readonly #throughout: (Ranges | undefined)[];
  readonly #somewhen: (Ranges | undefined)[];
  readonly #seen: Int32Array;
  #turn = 0;

  constructor(times: number) {
    let leaves = 1;
    while (leaves < times) leaves *= 2;
    this.#leaves = leaves;
    this.#throughout = new Array<Ranges | undefined>(2 * this.#leaves);
    this.#somewhen = new Array<Ranges | undefined>(2 * this.#leaves);
    this.#seen = new Int32Array(2 * this.#leaves);
  }

  /** The first place that has so much room from `first` to `last`; it is taken from then on. */
  take(first: number, last: number, length: number): number {
    const nodes = this.#nodesOf(first, last);
    const above = this.#above(nodes);
    const lists: Ranges[] = [];
    for (const node of nodes) {
      const list = this.#somewhen[node];
      if (list) lists.push(list);
    }
    for (const node of above) {
      const list = this.#throughout[node];
      if (list) lists.push(list);
    }
    let place = 0;
    // Until all of them agree in a row.
    for (let agreed = 0, i = 0; agreed < lists.length; i = i + 1 === lists.length ? 0 : i + 1) {
      const next = lists[i]!.clear(place, length);
      agreed = next === place ? agreed + 1 : 1;
      place = next;
    }
    for (const node of nodes) {
      rangesOf(this.#throughout, node).add(place, place + length);
      rangesOf(this.#somewhen, node).add(place, place + length);
    }
    for (const node of above) rangesOf(this.#somewhen, node).add(place, place + length);
    return place;
  }

  /** The fewest nodes that have these times together. */
  #nodesOf(first: number, last: number): number[] {
    const nodes: number[] = [];
    let [left, right] = [first + this.#leaves, last + this.#leaves + 1];
    for (; left < right; left >>= 1, right >>= 1) {
      if (left & 1) nodes.push(left++);
      if (right & 1) nodes.push(--right);
    }
    return nodes;
  }

  /** Those that have one of these below them, each once. */
  #above(nodes: readonly number[]): number[] {
    const above: number[] = [];
    this.#turn++;
    for (const node of nodes) {
      for (let one = node >> 1; one > 0 && this.#seen[one] !== this.#turn; one >>= 1) {
        this.#seen[one] = this.#turn;
        above.push(one);
      }
    }
    return above;
  }
}

function rangesOf(lists: (Ranges | undefined)[], node: number): Ranges {
  const known = lists[node];
  if (known) return known;
  const made = new Ranges();
  lists[node] = made;
  return made;
}
