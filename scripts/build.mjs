// Builds dist/. The command line of tsdown does the same, but warns on Node 20 that a later tsdown needs Node 22.
import { build } from 'tsdown';

await build({ logLevel: 'warn' });
