import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const VARIABLE = 'PODWRIGHT_CHROMIUM';
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium without a window and with an empty profile. Throws where none is installed. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env[VARIABLE] ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined || !existsSync(executablePath)) {
    const tried = executablePath ?? PLACES.join(', ');
    throw new Error(
      `Chromium was not found at ${tried}. Install it (Debian: apt-get install chromium), or name the program of a Chromium or Chrome in ${VARIABLE}.`,
    );
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
