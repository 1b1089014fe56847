import type { Bridge } from '../../shared/contract/bridge.ts';

/**
 * How the window stands with the program behind it. `lost`: nobody answers. `refused`: a host answers that does not
 * know this page, because it was started anew.
 */
export type Connection = 'connecting' | 'online' | 'lost' | 'refused';

/** What both doors give: the bridge, and how well it holds. */
export type Transport = Bridge & {
  /** Called with the present state at once, then with each change. Returns the function that ends it. */
  onConnection(listener: (connection: Connection) => void): () => void;
};
