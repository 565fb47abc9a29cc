/** An event bus with the library's habits: several names in one string, listeners called in order. */
export function listeners() {
  const byName = new Map();
  const of = (name) => byName.get(name) ?? [];
  const on = (names, listener) => {
    for (const name of names.split(' ')) {
      byName.set(name, [...of(name), listener]);
    }
  };
  const off = (name, listener) => {
    byName.set(
      name,
      of(name).filter((known) => known !== listener),
    );
  };
  const once = (name, listener) => {
    const wrapped = (...args) => {
      off(name, wrapped);
      listener(...args);
    };
    on(name, wrapped);
  };
  const trigger = (name, ...args) => {
    for (const listener of [...of(name)]) {
      listener(...args);
    }
  };
  return { on, off, once, trigger, listened: (name) => of(name).length > 0 };
}

/** An object whose `put` announces `change:<field>` with (object, value, before). */
export function observable(fields) {
  const bus = listeners();
  const target = { ...bus, ...fields };
  target.put = (field, value) => {
    const before = target[field];
    if (before === value) {
      return;
    }

    target[field] = value;
    bus.trigger(`change:${field}`, target, value, before);
  };
  return target;
}

/** Adds members that neither spread nor JSON sees, as WhatsApp's models keep their methods. */
export function hide(target, members) {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }
  return target;
}
