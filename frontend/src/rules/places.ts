// Operations that give elements another place, repeat them or put them between others. Pure.

import { replaced, spliced } from "./axes";
import {
  at,
  build,
  dimOf,
  dimsOf,
  type Element,
  type Item,
  integerOf,
  isList,
  sizeOf,
  type Tensor,
  tensorOf,
  total,
  UnknownError,
  ZERO,
} from "./element";

type Place = (x: Tensor, ...rest: (Item | undefined)[]) => Item;

function reshaped(x: Tensor, shape: readonly number[]): Tensor {
  const known = sizeOf(shape.filter((size) => size !== -1));
  const whole = shape.map((size) => (size === -1 ? x.elements.length / known : size));
  if (sizeOf(whole) !== x.elements.length) throw new UnknownError("another number of elements");
  return { shape: whole, elements: x.elements };
}

function permuted(x: Tensor, order: readonly number[]): Tensor {
  const shape = order.map((dim) => x.shape[dim] as number);
  return build(shape, (index) => {
    const from: number[] = [];
    order.forEach((dim, n) => {
      from[dim] = index[n] as number;
    });
    return at(x, from);
  });
}

function swapped(x: Tensor, one: number, other: number): Tensor {
  const order = x.shape.map((_, dim) => dim);
  [order[one], order[other]] = [other, one];
  return permuted(x, order);
}

/** Where in each dimension an element of a diagonal lies. */
function diagonalOf(x: Tensor, rest: (Item | undefined)[]) {
  const [offset = 0, one = 0, other = 1] = rest;
  const [first, second] = [dimOf(one, x.shape.length), dimOf(other, x.shape.length)];
  const shift = integerOf(offset);
  const [down, right] = [Math.max(0, -shift), Math.max(0, shift)];
  const length = Math.max(
    0,
    Math.min((x.shape[first] as number) - down, (x.shape[second] as number) - right),
  );
  const others = x.shape.map((_, dim) => dim).filter((dim) => dim !== first && dim !== second);
  return { first, second, down, right, length, others };
}

const triangle =
  (keeps: (row: number, column: number, diagonal: number) => boolean): Place =>
  (x, diagonal = 0) => {
    const cut = integerOf(diagonal);
    return build(x.shape, (index) =>
      keeps(index.at(-2) as number, index.at(-1) as number, cut) ? at(x, index) : ZERO,
    );
  };

/** `x` with other elements where `from` names one. */
const overwritten = (x: Tensor, from: (index: readonly number[]) => Element | null): Tensor =>
  build(x.shape, (index) => from(index) ?? at(x, index));

function scattered(x: Tensor, rest: (Item | undefined)[], add: boolean): Tensor {
  const dim = dimOf(rest[0], x.shape.length);
  const [index, source] = [tensorOf(rest[1] as Item), tensorOf(rest[2] as Item)];
  const elements = [...x.elements];
  const flat = (place: readonly number[]) =>
    place.reduce((offset, one, n) => offset * (x.shape[n] as number) + one, 0);
  build(index.shape, (place) => {
    const to = x.shape.length === 0 ? [] : replaced(place, dim, at(index, place).value);
    const element = source.shape.length === 0 ? (source.elements[0] as Element) : at(source, place);
    at(x, to);
    const n = flat(to);
    elements[n] = add ? total([elements[n] as Element, element].filter((one) => one !== ZERO)) : element;
    return element;
  });
  return { shape: x.shape, elements };
}

function rolled(x: Tensor, dims: readonly number[], shifts: readonly number[]): Tensor {
  return build(x.shape, (index) => {
    const from = [...index];
    dims.forEach((dim, n) => {
      const size = x.shape[dim] as number;
      from[dim] = ((((from[dim] as number) - (shifts[n] ?? 0)) % size) + size) % size;
    });
    return at(x, from);
  });
}

/** Where a slice begins and ends in its dimension, as Python counts. */
function stretchOf(x: Tensor, ...[dim, start, end, step]: (Item | undefined)[]) {
  const along = dimOf(dim, x.shape.length);
  const size = x.shape[along] as number;
  const bound = (item: Item | undefined, none: number) => {
    const given = item == null ? none : integerOf(item);
    return Math.min(Math.max(given < 0 ? given + size : given, 0), size);
  };
  return { along, from: bound(start, 0), to: bound(end, size), by: step == null ? 1 : integerOf(step) };
}

function sliced(x: Tensor, ...rest: (Item | undefined)[]): Tensor {
  const { along, from, to, by } = stretchOf(x, ...rest);
  const count = Math.max(0, Math.ceil((to - from) / by));
  return build(replaced(x.shape, along, count), (index) =>
    at(x, replaced(index, along, from + (index[along] as number) * by)),
  );
}

export const PLACES: Record<string, Place> = {
  reshape: (x, shape) => reshaped(x, dimsOf(shape)),
  flatten: (x, start = 0) => {
    const from = dimOf(start, x.shape.length);
    return reshaped(x, [...x.shape.slice(0, from), sizeOf(x.shape.slice(from))]);
  },
  unsqueeze: (x, dim) => reshaped(x, spliced(x.shape, dimOf(dim, x.shape.length + 1), 0, 1)),
  expand: (x, shape) => {
    const wanted = dimsOf(shape);
    const more = wanted.length - x.shape.length;
    const whole = wanted.map((size, dim) => (size === -1 ? (x.shape[dim - more] ?? 1) : size));
    const wide = build(whole, (index) =>
      at(
        x,
        x.shape.map((size, dim) => (size === 1 ? 0 : (index[dim + more] as number))),
      ),
    );
    return x.flags ? { ...wide, flags: true } : wide;
  },
  repeat: (x, repeats) => {
    const times = dimsOf(repeats);
    const own = [...Array<number>(times.length - x.shape.length).fill(1), ...x.shape];
    return build(
      own.map((size, dim) => size * (times[dim] as number)),
      (index) =>
        at(
          { ...x, shape: own },
          index.map((one, dim) => one % (own[dim] as number)),
        ),
    );
  },
  roll: (x, shifts, dims) => {
    const along = dimsOf(dims);
    if (along.length === 0) return reshaped(rolled(reshaped(x, [-1]), [0], dimsOf(shifts)), x.shape);
    return rolled(
      x,
      along.map((dim) => dimOf(dim, x.shape.length)),
      dimsOf(shifts),
    );
  },
  unfold: (x, dim, size, step) => {
    if (x.shape.length === 0) return reshaped(x, [1]);
    const along = dimOf(dim, x.shape.length);
    const [length, by] = [integerOf(size), integerOf(step)];
    const count = Math.floor(((x.shape[along] as number) - length) / by) + 1;
    return build([...replaced(x.shape, along, count), length], (index) =>
      at(x, replaced(index.slice(0, -1), along, (index[along] as number) * by + (index.at(-1) as number))),
    );
  },
  narrow: (x, dim, start, length) => sliced(x, dim, start, integerOf(start) + integerOf(length), 1),
  slice: sliced,
  transpose: (x, one, other) => {
    const rank = x.shape.length;
    if (one === undefined) return rank < 2 ? x : swapped(x, rank - 2, rank - 1);
    return rank === 0 ? x : swapped(x, dimOf(one, rank), dimOf(other, rank));
  },
  permute: (x, dims) =>
    permuted(
      x,
      dimsOf(dims).map((dim) => dimOf(dim, x.shape.length)),
    ),
  flip: (x, dims) => {
    if (x.shape.length === 0) return x;
    const turned = new Set(dimsOf(dims).map((dim) => dimOf(dim, x.shape.length)));
    return build(x.shape, (index) =>
      at(
        x,
        index.map((one, dim) => (turned.has(dim) ? (x.shape[dim] as number) - 1 - one : one)),
      ),
    );
  },
  tril: triangle((row, column, diagonal) => column - row <= diagonal),
  triu: triangle((row, column, diagonal) => column - row >= diagonal),
  select: (x, dim, place) => {
    const along = dimOf(dim, x.shape.length);
    const index = integerOf(place);
    const from = index < 0 ? index + (x.shape[along] as number) : index;
    return build(spliced(x.shape, along, 1), (rest) => at(x, spliced(rest, along, 0, from)));
  },
  diagonal: (x, ...rest) => {
    const { first, second, down, right, length, others } = diagonalOf(x, rest);
    return build([...others.map((dim) => x.shape[dim] as number), length], (index) => {
      const from: number[] = [];
      others.forEach((dim, n) => {
        from[dim] = index[n] as number;
      });
      const n = index.at(-1) as number;
      [from[first], from[second]] = [n + down, n + right];
      return at(x, from);
    });
  },
  gather: (x, dim, index) => {
    const from = tensorOf(index as Item);
    if (x.shape.length === 0) return x;
    const along = dimOf(dim, x.shape.length);
    return build(from.shape, (place) => at(x, replaced(place, along, at(from, place).value)));
  },
  index_select: (x, dim, index) => {
    if (x.shape.length === 0) return x;
    const along = dimOf(dim, x.shape.length);
    const from = tensorOf(index as Item).elements;
    return build(replaced(x.shape, along, from.length), (place) =>
      at(x, replaced(place, along, from[place[along] as number]?.value ?? -1)),
    );
  },
  select_scatter: (x, source, dim, place) => {
    const along = dimOf(dim, x.shape.length);
    const index = integerOf(place);
    const to = index < 0 ? index + (x.shape[along] as number) : index;
    const from = tensorOf(source as Item);
    return overwritten(x, (one) => (one[along] === to ? at(from, spliced(one, along, 1)) : null));
  },
  slice_scatter: (x, source, dim, start, end, step) => {
    const { along, from, to, by } = stretchOf(x, dim, start, end, step);
    const given = tensorOf(source as Item);
    return overwritten(x, (one) => {
      const n = one[along] as number;
      return n >= from && n < to && (n - from) % by === 0
        ? at(given, replaced(one, along, (n - from) / by))
        : null;
    });
  },
  diagonal_scatter: (x, source, ...rest) => {
    const { first, second, down, right, others } = diagonalOf(x, rest);
    const given = tensorOf(source as Item);
    return overwritten(x, (one) => {
      const [row, column] = [(one[first] as number) - down, (one[second] as number) - right];
      return row === column && row >= 0 ? at(given, [...others.map((dim) => one[dim] as number), row]) : null;
    });
  },
  scatter: (x, ...rest) => scattered(x, rest, false),
  scatter_add: (x, ...rest) => scattered(x, rest, true),
  index_fill: (x, dim, index, value) => {
    const filled = new Set(tensorOf(index as Item).elements.map((element) => element.value));
    const by = tensorOf(value as Item).elements[0] as Element;
    if (x.shape.length === 0) return { shape: [], elements: [by] };
    const along = dimOf(dim, x.shape.length);
    const size = x.shape[along] as number;
    return overwritten(x, (one) => {
      const place = one[along] as number;
      return filled.has(place) || filled.has(place - size) ? by : null;
    });
  },
  index_add: (x, dim, index, source) => {
    const given = tensorOf(source as Item);
    if (x.shape.length === 0) return { shape: [], elements: [total([...x.elements, ...given.elements])] };
    const along = dimOf(dim, x.shape.length);
    const from = new Map<number, number[]>();
    tensorOf(index as Item).elements.forEach(({ value }, n) => {
      const known = from.get(value);
      if (known) known.push(n);
      else from.set(value, [n]);
    });
    return overwritten(x, (one) => {
      const added = (from.get(one[along] as number) ?? []).map((n) => at(given, replaced(one, along, n)));
      const before = at(x, one);
      return total(before === ZERO && added.length > 0 ? added : [before, ...added]);
    });
  },
};

const listOf = (item: Item | undefined): Tensor[] => {
  if (item === undefined || !isList(item)) throw new UnknownError("no list of tensors");
  return item.map(tensorOf);
};

/** What joins tensors, or makes one. */
export const JOINS: Record<string, (...terms: (Item | undefined)[]) => Item> = {
  stack: (list, dim = 0) => {
    const tensors = listOf(list);
    const shape = tensors[0]?.shape ?? [];
    const along = dimOf(dim, shape.length + 1);
    return build(spliced(shape, along, 0, tensors.length), (index) =>
      at(tensors[index[along] as number] as Tensor, spliced(index, along, 1)),
    );
  },
  cat: (list, dim = 0) => {
    const tensors = listOf(list);
    const shape = tensors[0]?.shape ?? [];
    const along = dimOf(dim, shape.length);
    const sizes = tensors.map((one) => one.shape[along] as number);
    return build(replaced(shape, along, sizeOf([sizes.reduce((sum, size) => sum + size, 0)])), (index) => {
      let left = index[along] as number;
      const n = sizes.findIndex((size) => {
        if (left < size) return true;
        left -= size;
        return false;
      });
      return at(tensors[n] as Tensor, replaced(index, along, left));
    });
  },
  zeros: (shape) => build(dimsOf(shape), () => ZERO),
};
