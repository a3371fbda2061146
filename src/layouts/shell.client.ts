/** The scripts of the shell: under 2 kB, and the page reads without them. */
import './dialogs.client.ts';
import './figureHeight.client.ts';
import './offline.client.ts';
import './present.client.ts';
import './rail.client.ts';
import './theme.client.ts';
