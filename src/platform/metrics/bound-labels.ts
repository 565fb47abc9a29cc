/** The values that each label may have: these, or the first so many that come, each a short plain word. */
export type LabelBounds<Label extends string> = Readonly<Record<Label, readonly string[] | number>>;

/** What stands for every value out of bounds. */
const OTHER = 'other';
/** Route templates and names of endpoints; ids of rows have no place in a label. */
const PLAIN = /^[\w./:-]{1,80}$/;
const ID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}|\d{6}/i;

/** Keeps labels within their bounds, so that a registry can't grow with what outsiders send. */
export function boundLabels<Label extends string>(bounds: LabelBounds<Label>) {
  // Object.keys can't know that a record of these names has no others.
  const names = Object.keys(bounds) as Label[];
  const within = new Map(names.map((name) => [name, boundOf(bounds[name])] as const));
  return {
    names,
    bound: (values: Readonly<Record<Label, string>>) =>
      Object.fromEntries(names.map((name) => [name, within.get(name)?.(values[name])])) as Record<Label, string>,
  };
}

function boundOf(bound: readonly string[] | number): (value: string) => string {
  const known = new Set(typeof bound === 'number' ? [] : bound);
  const room = typeof bound === 'number' ? bound : 0;
  return (value) => {
    if (known.size < room && PLAIN.test(value) && !ID.test(value)) {
      known.add(value);
    }
    return known.has(value) ? value : OTHER;
  };
}
