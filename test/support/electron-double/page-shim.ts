/**
 * Script that runs in the top page before its own: gives the preload a CommonJS `require('electron')` as in a
 * sandboxed renderer, and keeps the line to the main side (`__doubleCall`) in a closure. It is text because it runs in
 * the browser, where nothing of this file exists.
 *
 * `contextBridge` copies and freezes like Electron's, and functions cross both ways; whatever structured clone
 * refuses, it refuses. What it cannot do: a true isolated world. The preload shares the page's globals here.
 */
export function pageShim(preload: string): string {
  return `(() => {
  const call = window.__doubleCall;
  if (window.top !== window) return;
  delete window.__doubleCall;
  window.open = (url) => { void call({ kind: 'open', url: String(new URL(url, location.href)) }); return null; };
  const unmodelled = (name, model) => new Proxy(model, { get(target, key) {
    if (key in target || typeof key === 'symbol' || key === 'then') return target[key];
    throw new Error('electron double: ' + name + '.' + key + ' is not modelled');
  } });
  const listeners = new Map();
  const ipcRenderer = unmodelled('ipcRenderer', {
    on(channel, listener) { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); return ipcRenderer; },
    removeListener(channel, listener) {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((each) => each !== listener));
      return ipcRenderer;
    },
    async invoke(channel, ...parameters) {
      structuredClone(parameters);
      const answer = await call({ kind: 'invoke', channel, parameters });
      if (answer.error !== undefined) throw new Error("Error invoking remote method '" + channel + "': " + answer.error);
      return answer.value;
    },
  });
  Object.defineProperty(window, '__doubleDispatch', { value: (channel, parameters) => {
    for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer }, ...parameters);
  } });
  const crossed = new WeakMap();
  const cross = (value) => {
    if (typeof value === 'function') {
      if (!crossed.has(value)) crossed.set(value, (...parameters) => {
        const result = value(...parameters.map(cross));
        return result instanceof Promise ? result.then(cross) : cross(result);
      });
      return crossed.get(value);
    }
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(cross);
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return structuredClone(value);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cross(each)]));
  };
  const freeze = (value) => {
    if (value !== null && typeof value === 'object') { Object.values(value).forEach(freeze); Object.freeze(value); }
    return value;
  };
  const contextBridge = unmodelled('contextBridge', {
    exposeInMainWorld(name, api) {
      if (name in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
      Object.defineProperty(window, name, { value: freeze(cross(api)), enumerable: true });
    },
  });
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error('module not found: ' + name + ' (a sandboxed preload has no modules)');
  };
  const module = { exports: {} };
  (function (require, module, exports) { ${preload}
  }).call(undefined, require, module, module.exports);
})();`;
}
