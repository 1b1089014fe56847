import { createContext, useContext } from 'react';
import type { Client } from '../api/client.ts';

const ClientContext = createContext<Client | undefined>(undefined);
export const ClientProvider = ClientContext.Provider;

/** For what a screen asks that is no part of the window's state: the pages of the file picker. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('Broken invariant: every screen is inside the ClientProvider');
  return client;
}
