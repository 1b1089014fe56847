import { exposeBridge } from '../electron/preload-bridge.ts';

exposeBridge();
