import { join } from 'node:path';
import { inflate } from '@sparticuz/chromium';

// A process of its own: `inflate` writes into the temporary folder its environment names.
const packed = process.argv[2] ?? '';
await Promise.all(['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((file) => inflate(join(packed, file))));
process.disconnect?.();
