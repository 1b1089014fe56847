import { createRoot } from 'react-dom/client';
import { bridgeTransport } from './api/bridge-transport.ts';
import { createClient } from './api/client.ts';
import { hostTransport } from './api/host-transport.ts';
import { App } from './screens/app.tsx';
import { createWorkbenchStore } from './store/workbench-store.ts';

const client = createClient(bridgeTransport() ?? hostTransport(() => location.reload()));
const store = createWorkbenchStore(client, {
  storage: localStorage,
  locales: navigator.languages,
  clock: () => performance.now(),
});
window.addEventListener('pagehide', () => store.getState().leave());
// A file dropped on the page would replace it.
for (const type of ['dragover', 'drop'] as const) {
  window.addEventListener(type, (event) => event.preventDefault());
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App client={client} store={store} />);
