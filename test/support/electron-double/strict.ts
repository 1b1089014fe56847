/**
 * Lets through what the double models and throws, by name, on everything else that is asked for: a test must not
 * pass because Electron's function was silently missing. Promises and JSON look for `then` and `toJSON` on anything.
 */
export function strict<Model extends object>(name: string, model: Model): Model {
  return new Proxy(model, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') {
        // The model is its own receiver, so that methods with private state work.
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' && !isClass(value) ? value.bind(target) : value;
      }
      throw new Error(`electron double: ${name}.${key} is not modelled`);
    },
    set(target, key, value) {
      if (!(key in target))
        throw new Error(`electron double: setting ${name}.${String(key)} is not modelled`);
      return Reflect.set(target, key, value, target);
    },
  });
}

function isClass(value: object): boolean {
  return Function.prototype.toString.call(value).startsWith('class');
}
