import { startAutosave } from './autosave';
import { startCopyButtons } from './copy';
import { startCounters } from './counter';
import { startErrorFocus } from './errors';
import { startLive } from './live';
import { startPasskeys } from './passkey';

// Everything here is a comfort: the pages work without it.
document.documentElement.classList.add('has-script');
startErrorFocus();
startAutosave();
startCopyButtons();
startCounters();
startLive();
startPasskeys();
