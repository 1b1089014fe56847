/* `npm run build`: everything into out/, whether it looks up to date or not. */
import { build, installPackages, requireNode } from './prepare.mjs';

requireNode();
await installPackages();
await build();
